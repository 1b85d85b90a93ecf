// SPDX-License-Identifier: MIT
using AudioNative.Generator;

return GeneratorCommand.Run(args, Console.Out, Console.Error);
