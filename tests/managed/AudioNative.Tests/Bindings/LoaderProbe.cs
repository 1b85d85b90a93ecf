// SPDX-License-Identifier: MIT
using AudioNative.Interop;

namespace AudioNative.Tests.Bindings;

/// <summary>Calls the native library twice, as a fresh process, and prints what comes of it.</summary>
internal static class LoaderProbe
{
    internal const string Argument = "load-native-library";
    internal const string Separator = "----";

    internal static int Run()
    {
        for (var call = 0; call < 2; ++call)
        {
            try
            {
                Console.WriteLine($"loaded {LibraryProxy.MonotonicNanoseconds > 0}");
            }
#pragma warning disable CA1031 // whatever comes is what the test wants to see
            catch (Exception error)
#pragma warning restore CA1031
            {
                Console.WriteLine(error.GetType().FullName);
                Console.WriteLine(error.Message);
            }

            Console.WriteLine(Separator);
        }

        return 0;
    }
}
