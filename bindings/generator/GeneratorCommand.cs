// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using AudioNative.Generator.FrontEnds;

namespace AudioNative.Generator;

/// <summary>The command, apart from the process it runs in.</summary>
internal static class GeneratorCommand
{
    internal const int Done = 0;
    internal const int Differs = 1;
    internal const int Failed = 2;

    /// <returns>The exit status, as <see cref="Options.Usage"/> has it.</returns>
    internal static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            var options = Options.Parse(arguments);
            if (options.Help)
            {
                output.WriteLine(Options.Usage);
                return Done;
            }

            var header = options.Header ?? InRepository("native", "include", "audionative", "audionative.h");
            var generation = Generation.Run(CreateFrontEnd(options), header);
            return options.Symbols is { } library
                ? CompareSymbols(generation, library, errors)
                : CompareOrWrite(options, generation, output, errors);
        }
        catch (Exception error) when (error is GeneratorException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return Failed;
        }
    }

    [SuppressMessage("Performance", "CA1859", Justification = "A build with CppSharp has two of them.")]
    private static IFrontEnd CreateFrontEnd(Options options) => options.FrontEnd switch
    {
        "clang" => new ClangJsonFrontEnd(options.Clang),
#if CPPSHARP
        "cppsharp" => new CppSharpFrontEnd(),
#else
        "cppsharp" => throw new GeneratorException(
            "This build has no CppSharp front end. Build with -p:UseCppSharp=true where NuGet has it."),
#endif
        _ => throw new GeneratorException($"No front end is called {options.FrontEnd}; there are clang and cppsharp."),
    };

    private static int CompareSymbols(Generation generation, string library, TextWriter errors)
    {
        var declared = generation.Api.Functions.Select(f => f.Name).ToHashSet();
        var exported = ExportedSymbols.Read(library);
        foreach (var name in declared.Except(exported).Order(StringComparer.Ordinal))
        {
            errors.WriteLine($"{library} does not export {name}, which the header declares");
        }

        foreach (var name in exported.Except(declared).Order(StringComparer.Ordinal))
        {
            errors.WriteLine($"{library} exports {name}, which the header does not declare");
        }

        return declared.SetEquals(exported) ? Done : Differs;
    }

    private static int CompareOrWrite(Options options, Generation generation, TextWriter output, TextWriter errors)
    {
        (string Path, string Text)[] files =
        [
            (options.Bindings ?? InRepository("bindings", "generated", "NativeMethods.g.cs"), generation.Bindings),
            (options.Asserts ?? InRepository("native", "abi", "layout_asserts.g.c"), generation.Asserts),
        ];
        var status = Done;
        foreach (var (path, text) in files)
        {
            if (!options.Check)
            {
                Write(path, text, output);
            }
            else if (!IsCommitted(path, text, errors))
            {
                status = Differs;
            }
        }

        return status;
    }

    private static bool IsCommitted(string path, string text, TextWriter errors)
    {
        var committed = File.Exists(path) ? File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal) : "";
        if (committed == text)
        {
            return true;
        }

        errors.WriteLine($"{path} is not what the header gives; run the generator and commit the result:");
        foreach (var line in LineDifference.Between(committed, text))
        {
            errors.WriteLine(line);
        }

        return false;
    }

    private static void Write(string path, string text, TextWriter output)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            File.WriteAllText(path, text);
            output.WriteLine($"wrote {path}");
        }
    }

    private static string InRepository(params string[] parts)
    {
        var marker = Path.Combine("native", "include", "audionative", "audionative.h");
        string[] starts = [Environment.CurrentDirectory, AppContext.BaseDirectory];
        foreach (var start in starts)
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, marker)))
                {
                    return Path.Combine([folder.FullName, .. parts]);
                }
            }
        }

        throw new GeneratorException($"No {marker} in this folder or above it; name the header with --header.");
    }
}
