// SPDX-License-Identifier: MIT
//
//   ./build.sh bench [--filter '*Boot*'] [--job short] ...    BenchmarkDotNet's own options; without any: everything
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args);
