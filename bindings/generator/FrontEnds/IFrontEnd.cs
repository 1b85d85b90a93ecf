// SPDX-License-Identifier: MIT
using AudioNative.Generator.Model;

namespace AudioNative.Generator.FrontEnds;

/// <summary>Turns the header, parsed as C, into the neutral model.</summary>
internal interface IFrontEnd
{
    /// <exception cref="GeneratorException">The parser is missing or refuses the header.</exception>
    ApiModel Parse(HeaderSource header);
}
