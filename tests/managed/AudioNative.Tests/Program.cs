// SPDX-License-Identifier: MIT
using AudioNative.Tests.Bindings;

// The test runner does not come this way. Tests start this program for what has to happen in a process of its own.
return args is ["load-native-library"] ? LoaderProbe.Run() : 2;
