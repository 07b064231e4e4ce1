import type { RegisterContext } from '#register';

/**
 * The register as one picture that is read already. A command takes it before its transaction: within one, the embedded
 * record has no second connection to read it by.
 */
export async function heldRegister(register: RegisterContext): Promise<RegisterContext> {
  const image = await register.reader.image();
  return { ...register, reader: { ...register.reader, image: async () => image } };
}
