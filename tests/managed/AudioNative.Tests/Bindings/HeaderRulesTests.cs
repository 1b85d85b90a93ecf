// SPDX-License-Identifier: MIT
using AudioNative.Generator;

namespace AudioNative.Tests.Bindings;

/// <summary>What compilers, or C and C#, may read differently is refused, with the place.</summary>
public sealed class HeaderRulesTests
{
    public static TheoryData<string, string> Forbidden() => new()
    {
        { "bool", "AN_API void an_x(_Bool on);" },
        { "int", "AN_API void an_x(int count);" },
        { "long", "AN_API void an_x(long count);" },
        { "unsigned long", "AN_API unsigned long an_x(void);" },
        { "short", "typedef struct an_x { short a; } an_x;" },
        { "bare char", "AN_API void an_x(char letter);" },
        { "wide characters", "AN_API void an_x(const __WCHAR_TYPE__ *text);" },
        { "an enum without a typedef", "enum an_x { AN_X = 1 }; AN_API void an_y(enum an_x value);" },
        { "long double", "AN_API void an_x(long double value);" },
        { "an unknown type", "typedef struct an_x { intmax_t a; } an_x;" },
        { "union", "typedef union an_x { int32_t a; float b; } an_x;" },
        { "union inside a struct", "typedef struct an_x { union { int32_t a; float b; }; } an_x;" },
        { "bit-field", "typedef struct an_x { int32_t a : 3; } an_x;" },
        { "packed", "typedef struct __attribute__((packed)) an_x { int8_t a; double b; } an_x;" },
        { "aligned struct", "typedef struct __attribute__((aligned(32))) an_x { double b; } an_x;" },
        { "aligned field", "typedef struct an_x { int8_t a; _Alignas(16) double b; } an_x;" },
        { "variadic", "AN_API void an_x(const char *format, ...);" },
        { "variadic callback", "typedef void (*an_x)(const char *format, ...);" },
        { "unnamed parameter", "AN_API void an_x(int32_t);" },
        { "unnamed struct", "typedef struct { int32_t a; } an_x;" },
        { "unnamed enum", "typedef enum { AN_X = 1 } an_x;" },
        { "unnamed enum of constants", "enum { AN_X = 1 };" },
        { "struct without typedef", "struct an_x { int32_t a; };" },
        { "empty struct", "typedef struct an_x { } an_x;" },
        { "two-dimensional array", "typedef struct an_x { float a[2][3]; } an_x;" },
        { "array of structs", "typedef struct an_x { an_meter a[2]; } an_x;" },
        { "array of pointers", "typedef struct an_x { const char *a[2]; } an_x;" },
        { "flexible array", "typedef struct an_x { int32_t n; float a[]; } an_x;" },
        { "array parameter", "AN_API void an_x(const float samples[4]);" },
        { "struct by value", "AN_API void an_x(an_meter meter);" },
        { "struct returned", "AN_API an_meter an_x(void);" },
        { "opaque by value", "AN_API void an_x(an_server server);" },
        { "inline function pointer", "AN_API void an_x(void (*call)(int32_t value));" },
        { "function pointer returned", "AN_API void (*an_x(void))(int32_t value);" },
        { "three stars", "AN_API void an_x(float ***samples);" },
        { "volatile", "AN_API void an_x(volatile float *sample);" },
        { "enum value beyond 32 bits", "typedef enum an_x { AN_X = 0x80000000 } an_x;" },
        { "fixed type under an enum", "typedef enum an_x : uint8_t { AN_X = 1 } an_x;" },
        { "packed enum", "typedef enum __attribute__((packed)) an_x { AN_X = 1 } an_x;" },
        { "no prototype", "AN_API void an_x();" },
        { "inline function", "static inline int32_t an_x(void) { return 1; }" },
        { "variable", "extern int32_t an_x;" },
        { "plain typedef", "typedef int32_t an_x;" },
        { "pointer typedef", "typedef struct an_hidden *an_x;" },
        { "foreign name", "AN_API void set_gain(float gain);" },
        { "foreign enumerator", "typedef enum an_x { LOUD = 1 } an_x;" },
        { "macro that is no number", "#define AN_X (1 << 3)" },
        { "function-like macro", "#define AN_X(a) (a)" },
        { "attribute on a function", "__attribute__((noreturn)) void an_x(void);" },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void What_is_not_on_the_list_is_refused_with_file_and_line(string what, string declaration)
    {
        var (text, line) = Header.With(declaration);
        using var folder = new TemporaryFolder();
        var header = folder.Write("audionative.h", text);

        var (status, _, errors) = GeneratedFilesTests.Command("--check", "--header", header);

        Assert.True(status == GeneratorCommand.Failed, $"{what} is let through");
        var place = errors.Contains("refuses the header", StringComparison.Ordinal)
            ? $"{header}:{line}:" // clang itself refuses it
            : $"{header}:{line}: error: ";
        Assert.Contains(place, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Packing_by_pragma_is_refused_at_the_struct()
    {
        var (text, line) = Header.With(
            "#pragma pack(push, 1)\ntypedef struct an_x { int8_t a; double b; } an_x;\n#pragma pack(pop)");

        var error = Assert.Throws<GeneratorException>(() => Header.Generate(text));

        Assert.Contains($"audionative.h:{line + 1}: error: struct an_x has MaxFieldAlignmentAttr", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_breach_is_listed_not_only_the_first()
    {
        var (text, line) = Header.With("AN_API void an_x(int count);\nAN_API void an_y(long count);");

        var error = Assert.Throws<GeneratorException>(() => Header.Generate(text));

        Assert.Equal(2, error.Message.Split('\n').Length);
        Assert.Contains($":{line}: error: an_x: count is int", error.Message, StringComparison.Ordinal);
        Assert.Contains($":{line + 1}: error: an_y: count is long", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_allowed_is_bound()
    {
        var (text, _) = Header.With(
            """
            typedef void (*an_sink)(void *user, const char *text);
            typedef struct an_inner { uint8_t flag; int16_t level; } an_inner;
            typedef struct an_all {
                int8_t a; uint8_t b; int16_t c; uint16_t d; int32_t e; uint32_t f; int64_t g; uint64_t h;
                float i; double j; size_t k; an_status l; an_inner m; an_server *n; const char *o; an_sink p;
                uint16_t q[3]; const an_inner *r;
            } an_all;
            AN_API size_t an_take(const an_all *all, an_sink sink, an_status status, void **memory, uint64_t *in);
            """);
        var bindings = Header.Generate(text.Replace("#include <stdint.h>", "#include <stddef.h>\n#include <stdint.h>", StringComparison.Ordinal)).Bindings;

        string[] expected =
        [
            "internal sbyte A;", "internal byte B;", "internal short C;", "internal ushort D;", "internal int E;",
            "internal uint F;", "internal long G;", "internal ulong H;", "internal float I;", "internal double J;",
            "internal nuint K;", "internal AnStatus L;", "internal AnInner M;", "internal AnServer* N;", "internal byte* O;",
            "internal delegate* unmanaged[Cdecl]<void*, byte*, void> P;", "internal fixed ushort Q[3];", "internal AnInner* R;",
            "internal static partial nuint Take(AnAll* all, delegate* unmanaged[Cdecl]<void*, byte*, void> sink, AnStatus status, void** memory, ulong* @in);",
        ];
        Assert.All(expected, line => Assert.Contains(line, bindings, StringComparison.Ordinal));
    }
}
