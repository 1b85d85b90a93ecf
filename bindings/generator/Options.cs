// SPDX-License-Identifier: MIT
namespace AudioNative.Generator;

/// <summary>The command line.</summary>
internal sealed record Options
{
    internal const string Usage =
        """
        Makes the C# imports and the native layout asserts from the C header.

        usage: AudioNative.Generator [options]

          --check                write nothing; exit 1 and show the difference if the committed files are not what
                                 would be written
          --front-end NAME       clang (default) or cppsharp (only in a build with -p:UseCppSharp=true)
          --clang PATH           the clang to run; default: the newest on PATH
          --symbols LIBRARY      exit 1 unless the an_* symbols that this built library exports are exactly the
                                 functions of the header; writes nothing
          --header PATH          default: native/include/audionative/audionative.h
          --bindings PATH        default: bindings/generated/NativeMethods.g.cs
          --asserts PATH         default: native/abi/layout_asserts.g.c
          --help

        exit status: 0 done or no difference, 1 a difference, 2 the header breaks the rules or a tool is missing
        """;

    internal bool Check { get; init; }

    internal bool Help { get; init; }

    internal string FrontEnd { get; init; } = "clang";

    internal string? Clang { get; init; }

    internal string? Symbols { get; init; }

    internal string? Header { get; init; }

    internal string? Bindings { get; init; }

    internal string? Asserts { get; init; }

    /// <exception cref="GeneratorException">An argument is unknown or lacks its value.</exception>
    internal static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; ++i)
        {
            var name = arguments[i];
            string Value() => ++i < arguments.Count
                ? arguments[i]
                : throw new GeneratorException($"{name} needs a value; see --help.");
            options = name switch
            {
                "--check" => options with { Check = true },
                "--help" or "-h" => options with { Help = true },
                "--front-end" => options with { FrontEnd = Value() },
                "--clang" => options with { Clang = Value() },
                "--symbols" => options with { Symbols = Value() },
                "--header" => options with { Header = Value() },
                "--bindings" => options with { Bindings = Value() },
                "--asserts" => options with { Asserts = Value() },
                _ => throw new GeneratorException($"Unknown argument {name}; see --help."),
            };
        }

        return options;
    }
}
