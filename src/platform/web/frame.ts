import { createContext, useContext } from 'react';
import type { Session, Who } from './session.ts';

export interface LinkItem {
  label: string;
  href: string;
}

export interface NavigationItem extends LinkItem {
  /** Shown to those who may use it; everybody where left out. */
  who?: Who;
  /** Left out for a signed-in person, whose navigation has what they work with; they find it in the footer. */
  isForVisitors?: boolean;
}

/** Several pages under one word of the navigation. It leads to the first that one may use; while one of them is open, a second row has them all. */
export interface NavigationGroup {
  label: string;
  parts: readonly NavigationItem[];
}

/** What is the same on every page of one installation. */
export interface Site {
  /** The word mark: `Chorus`, or the name that the body which runs it has set. */
  name: string;
  /** The line under the word mark; none where empty. */
  strapline?: string;
  navigation: readonly (NavigationItem | NavigationGroup)[];
  footerLinks?: readonly NavigationItem[];
  /** A strip over every page, such as "Sample system – everything here is fictional". */
  banner?: string;
  /** What the header's search box asks for. */
  searchLabel?: string;
  /** Names of the assets that every page has beside the frame's own. */
  styles?: readonly string[];
  scripts?: readonly string[];
  signInPath?: string;
  signOutPath?: string;
  accountPath?: string;
}

/** What a page may know of the request that it answers. */
export interface Frame {
  site: Site;
  session: Session | null;
  mayUse: (who: Who) => boolean;
  /** The public address of an asset by its plain name: `chorus.css` gives `/assets/chorus.1a2b3c4d.css`. */
  assetUrl: (name: string) => string;
  csrfToken: () => string;
}

export const FrameContext = createContext<Frame | null>(null);

/** The frame of the page being rendered; throws outside of one. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('A page part was rendered outside renderPage, which provides the frame');
  return frame;
}
