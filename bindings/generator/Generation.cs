// SPDX-License-Identifier: MIT
using AudioNative.Generator.Emitters;
using AudioNative.Generator.FrontEnds;
using AudioNative.Generator.Model;

namespace AudioNative.Generator;

/// <summary>The header read, judged and turned into its two files.</summary>
internal sealed record Generation(ApiModel Api, string Bindings, string Asserts)
{
    /// <exception cref="GeneratorException">
    /// The parser is missing or fails, or the header breaks a rule; the message has a line for each.
    /// </exception>
    internal static Generation Run(IFrontEnd frontEnd, string headerPath)
    {
        var header = HeaderSource.Load(headerPath);
        var api = frontEnd.Parse(header);
        var diagnostics = HeaderRules.Check(header, api);
        return diagnostics.Count > 0
            ? throw new GeneratorException(string.Join('\n', diagnostics))
            : new Generation(api, CSharpEmitter.Emit(header, api), LayoutAssertEmitter.Emit(header, api));
    }
}
