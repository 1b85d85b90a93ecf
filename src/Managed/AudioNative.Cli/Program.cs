// SPDX-License-Identifier: MIT
return await AudioNative.Cli.CommandLine.RunAsync(args);
