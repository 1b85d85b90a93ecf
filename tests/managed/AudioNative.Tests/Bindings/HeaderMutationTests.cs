// SPDX-License-Identifier: MIT
namespace AudioNative.Tests.Bindings;

/// <summary>Whatever changes the ABI changes the bindings; whatever does not, does not.</summary>
public sealed class HeaderMutationTests
{
    private static readonly string Unchanged = Header.WithoutHash(Header.Generate(Header.Committed));

    public static TheoryData<string, string, string> Mutations() => new()
    {
        { "field type", "double ramp_seconds;", "float ramp_seconds;" },
        { "field order", "    int64_t value;\n    int64_t frame;", "    int64_t frame;\n    int64_t value;" },
        { "field added", "    int64_t callbacks;", "    int64_t wakeups;\n    int64_t callbacks;" },
        { "field removed", "    int32_t type_id;", "" },
        { "field renamed", "    float rms;", "    float mean;" },
        { "field signedness", "    int32_t type_id;", "    uint32_t type_id;" },
        { "field becomes a pointer", "    int32_t type_id;", "    int32_t *type_id;" },
        { "array length", "    char notice[512];", "    char notice[1024];" },
        { "array element", "    char notice[512];", "    int8_t notice[512];" },
        { "explicit enum value", "AN_EVENT_LOG = 1,", "AN_EVENT_LOG = 21," },
        { "enum value renamed", "AN_TAP_INPUT = 1", "AN_TAP_CAPTURE = 1" },
        { "enum value added", "    AN_OK = 0,", "    AN_OK = 0,\n    AN_UNSURE = 77," },
        { "implicit enum value", "    AN_MAX_CHANNELS = 1024,", "    AN_MAX_CHANNELS," },
        { "macro value", "#define AN_ABI_VERSION 1", "#define AN_ABI_VERSION 2" },
        { "parameter type", "an_source_set_gain(an_source *source, double gain)", "an_source_set_gain(an_source *source, float gain)" },
        { "parameter added", "an_server_wake(an_server *server)", "an_server_wake(an_server *server, int32_t times)" },
        { "parameter removed", "an_server_start(an_server *server, double start_offset)", "an_server_start(an_server *server)" },
        { "parameter order", "an_source_play(an_source *source, int64_t at_frame)", "an_source_play(int64_t at_frame, an_source *source)" },
        { "pointer depth", "an_file_open(const char *path, double sample_rate, an_file **file)", "an_file_open(const char *path, double sample_rate, an_file *file)" },
        { "return type", "AN_API int64_t an_monotonic_ns(void);", "AN_API uint64_t an_monotonic_ns(void);" },
        { "function renamed", "an_server_boot(", "an_server_open(" },
        { "function removed", "AN_API void an_file_close(an_file *file);", "" },
        { "handle becomes a struct", "typedef struct an_recorder an_recorder;", "typedef struct an_recorder {\n    int32_t id;\n} an_recorder;" },
    };

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_change_of_the_abi_changes_the_bindings(string what, string before, string after)
    {
        var changed = Header.WithoutHash(Header.Generate(Header.Changed(before, after)));

        Assert.False(changed == Unchanged, $"{what}: the bindings stay the same");
    }

    [Theory]
    [InlineData("callback return", "typedef int32_t (*an_sink)(void *user, const char *text);")]
    [InlineData("callback parameter type", "typedef void (*an_sink)(void *user, const uint8_t *text);")]
    [InlineData("callback parameter added", "typedef void (*an_sink)(void *user, const char *text, int32_t level);")]
    [InlineData("callback parameter removed", "typedef void (*an_sink)(void *user);")]
    public void A_change_of_a_callbacks_signature_changes_the_bindings(string what, string callback)
    {
        const string User = "\nAN_API an_status an_set_sink(an_sink sink, void *user);";
        var plain = Header.Generate(Header.With("typedef void (*an_sink)(void *user, const char *text);" + User).Text);
        var changed = Header.Generate(Header.With(callback + User).Text);

        Assert.Contains("delegate* unmanaged[Cdecl]<void*, byte*, void> sink", plain.Bindings, StringComparison.Ordinal);
        Assert.False(plain.Bindings == changed.Bindings, $"{what}: the bindings stay the same");
    }

    [Fact]
    public void A_change_of_const_or_of_spacing_changes_nothing_but_the_hash()
    {
        var header = Header.Changed("an_server_configure(an_server *server, const an_server_config *config)",
            "an_server_configure(an_server  *server,  an_server_config  *config)");

        var generation = Header.Generate(header);

        Assert.Equal(Unchanged, Header.WithoutHash(generation));
        Assert.NotEqual(File.ReadAllText(Repository.Bindings), generation.Bindings);
    }

    [Fact]
    public void A_changed_comment_is_carried_over()
    {
        var generation = Header.Generate(Header.Changed("/* largest |x| */", "/* largest |x|, if x < 1 & > 0 */"));

        Assert.Contains(
            "/// <summary>largest |x|, if x &lt; 1 &amp; &gt; 0</summary>\n    internal float Peak;",
            generation.Bindings,
            StringComparison.Ordinal);
    }
}
