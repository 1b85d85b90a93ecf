// SPDX-License-Identifier: MIT
using AudioNative.Tests.Bindings;
using AudioNative.Tests.Recording;

// The test runner does not come this way. Tests start this program for what has to happen in a process of its own.
return args switch
{
    [LoaderProbe.Argument] => LoaderProbe.Run(),
    [FullDisk.Argument, var path, var kept] => FullDisk.Run(path, kept),
    _ => 2,
};
