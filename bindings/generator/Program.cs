// SPDX-License-Identifier: MIT
using AudioNative.Generator;
using AudioNative.Generator.FrontEnds;

const int Done = 0;
const int Differs = 1;
const int Failed = 2;

try
{
    var options = Options.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(Options.Usage);
        return Done;
    }

    var root = new Lazy<string>(FindRepository);
    string InRepository(string? given, params string[] parts) => given ?? Path.Combine([root.Value, .. parts]);
    var header = InRepository(options.Header, "native", "include", "audionative", "audionative.h");
    var generation = Generation.Run(CreateFrontEnd(options), header);

    if (options.Symbols is { } library)
    {
        return CompareSymbols(generation, library);
    }

    (string Path, string Text)[] outputs =
    [
        (InRepository(options.Bindings, "bindings", "generated", "NativeMethods.g.cs"), generation.Bindings),
        (InRepository(options.Asserts, "native", "abi", "layout_asserts.g.c"), generation.Asserts),
    ];
    return outputs.Select(output => options.Check ? CompareFile(output.Path, output.Text) : Write(output.Path, output.Text))
        .ToList()
        .Max();
}
catch (Exception error) when (error is GeneratorException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message);
    return Failed;
}

static IFrontEnd CreateFrontEnd(Options options) => options.FrontEnd switch
{
    "clang" => new ClangJsonFrontEnd(options.Clang),
#if CPPSHARP
    "cppsharp" => new CppSharpFrontEnd(),
#else
    "cppsharp" => throw new GeneratorException(
        "This build has no CppSharp front end. Build with -p:UseCppSharp=true where NuGet has the package CppSharp."),
#endif
    _ => throw new GeneratorException($"No front end is called {options.FrontEnd}; there are clang and cppsharp."),
};

static int CompareSymbols(Generation generation, string library)
{
    var declared = generation.Api.Functions.Select(f => f.Name).ToHashSet();
    var exported = ExportedSymbols.Read(library);
    foreach (var name in declared.Except(exported).Order(StringComparer.Ordinal))
    {
        Console.Error.WriteLine($"{library} does not export {name}, which the header declares");
    }

    foreach (var name in exported.Except(declared).Order(StringComparer.Ordinal))
    {
        Console.Error.WriteLine($"{library} exports {name}, which the header does not declare");
    }

    return declared.SetEquals(exported) ? Done : Differs;
}

static int CompareFile(string path, string text)
{
    var committed = File.Exists(path) ? File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal) : "";
    if (committed == text)
    {
        return Done;
    }

    Console.Error.WriteLine($"{path} is not what the header gives; run the generator and commit the result:");
    foreach (var line in LineDifference.Between(committed, text))
    {
        Console.Error.WriteLine(line);
    }

    return Differs;
}

static int Write(string path, string text)
{
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    if (!File.Exists(path) || File.ReadAllText(path) != text)
    {
        File.WriteAllText(path, text);
        Console.WriteLine($"wrote {path}");
    }

    return Done;
}

static string FindRepository()
{
    var marker = Path.Combine("native", "include", "audionative", "audionative.h");
    string[] starts = [Environment.CurrentDirectory, AppContext.BaseDirectory];
    foreach (var start in starts)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, marker)))
            {
                return folder.FullName;
            }
        }
    }

    throw new GeneratorException($"No {marker} in this folder or above it; name the header with --header.");
}
