// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;

// Every signature is blittable; anything that would need marshalling code is a compile error from here on.
[assembly: DisableRuntimeMarshalling]
