// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioNative.Interop;

/// <summary>
/// Finds the native library once, on the first call into it. A failure is kept and thrown by that call and each later
/// one: thrown from an initializer it would reach the user as a TypeInitializationException that explains nothing.
/// </summary>
internal static class LibraryLoader
{
    private static readonly Lazy<LoadResult> Library = new(Load);

    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must be there before the first import.")]
    [ModuleInitializer]
    internal static void Install() => NativeLibrary.SetDllImportResolver(typeof(LibraryLoader).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != NativeMethods.LibraryName)
        {
            return 0;
        }

        var result = Library.Value;
        return result.Failure is { } failure ? throw new NativeLibraryException(failure) : result.Handle;
    }

    private static LoadResult Load()
    {
        var attempts = new List<LoadAttempt>();
        if (LibraryCandidates.Named() is { } named)
        {
            return TryLoad(named.Path, $"{named.Path} (named by {named.NamedBy})", attempts)
                ?? new LoadResult(0, LoadFailure.Missing(attempts));
        }

        foreach (var path in LibraryCandidates.BesideProgram())
        {
            if (TryLoad(path, path, attempts) is { } found)
            {
                return found;
            }
        }

        return TryLoadByName(typeof(LibraryLoader).Assembly, "the native folders of the program's packages", attempts)
            ?? TryLoadByName(null, "the system's library paths", attempts)
            ?? new LoadResult(0, LoadFailure.Missing(attempts));
    }

    private static LoadResult? TryLoad(string path, string description, List<LoadAttempt> attempts)
    {
        if (!File.Exists(path))
        {
            attempts.Add(new LoadAttempt(description, "no such file"));
            return null;
        }

        try
        {
            return Accept(NativeLibrary.Load(path), path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            attempts.Add(new LoadAttempt(description, LoadFailure.Condense(error.Message, path)));
            return null;
        }
    }

    /// <summary>With an assembly, where deps.json and the host say; without one, where the system looks.</summary>
    private static LoadResult? TryLoadByName(Assembly? assembly, string place, List<LoadAttempt> attempts)
    {
        try
        {
            var handle = assembly is null
                ? NativeLibrary.Load(LibraryCandidates.FileName)
                : NativeLibrary.Load(NativeMethods.LibraryName, assembly, DllImportSearchPath.AssemblyDirectory);
            return Accept(handle, LibraryCandidates.FileName);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            attempts.Add(new LoadAttempt(place, LoadFailure.Condense(error.Message, LibraryCandidates.FileName)));
            return null;
        }
    }

    /// <summary>The first that loads is the one: a better one further on would only hide the mistake.</summary>
    private static unsafe LoadResult Accept(nint handle, string path)
    {
        if (!NativeLibrary.TryGetExport(handle, "an_abi_version", out var address))
        {
            NativeLibrary.Free(handle);
            return new LoadResult(0, LoadFailure.Foreign(path));
        }

        var found = ((delegate* unmanaged[Cdecl]<uint>)address)();
        if (found == AnConstants.AbiVersion)
        {
            return new LoadResult(handle, null);
        }

        NativeLibrary.Free(handle);
        return new LoadResult(0, LoadFailure.WrongVersion(path, found));
    }

    private sealed record LoadResult(nint Handle, string? Failure);
}
