// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;
using AudioNative.Generator.Model;

namespace AudioNative.Generator.Emitters;

/// <summary>
/// Writes a C file that does not compile unless the compiler at hand lays the header out as C# does. The one check
/// that does not rest on the generator's own reading of the header.
/// </summary>
internal static class LayoutAssertEmitter
{
    internal static string Emit(HeaderSource header, ApiModel api)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            /* SPDX-License-Identifier: MIT
             * Made from native/include/audionative/audionative.h by bindings/generator. Change the header, not this file.
             * header sha256: {header.Hash}
             *
             * The layout that the C# side counts on. Valid as C11 and as C++; compiled in every native build.
             */
            #include <assert.h>
            #include <stddef.h>

            #include "audionative/audionative.h"

            static_assert(sizeof(void *) == {PrimitiveTypes.PointerSize}, "the bindings are for 64-bit machines");

            """);

        foreach (var declaration in api.Enums)
        {
            text.Append('\n');
            if (declaration.IsType)
            {
                Assert(text, $"sizeof({declaration.Name}) == 4");
            }

            foreach (var item in declaration.Values)
            {
                Assert(text, $"{item.Name} == {Number(item.Value)}");
            }
        }

        var layout = new StructLayout(api.Callbacks);
        foreach (var declaration in api.Structs.Where(s => s.IsComplete))
        {
            var (size, offsets) = layout.Add(declaration);
            text.Append('\n');
            Assert(text, $"sizeof({declaration.Name}) == {Number(size)}");
            foreach (var (field, offset) in offsets)
            {
                Assert(text, $"offsetof({declaration.Name}, {field}) == {Number(offset)}");
            }
        }

        return text.ToString();
    }

    private static string Number(Int128 value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Assert(StringBuilder text, string condition) =>
        text.Append("static_assert(").Append(condition).Append(", \"").Append(condition).Append("\");\n");
}
