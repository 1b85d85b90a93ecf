// SPDX-License-Identifier: MIT
// One line of sugar for each text field of the generated structs.

namespace AudioNative.Interop;

internal unsafe partial struct AnDeviceInfo
{
    internal readonly string ReadName()
    {
        fixed (byte* text = Name)
        {
            return NativeText.Read(text, AnLimits.NameBytes);
        }
    }

    internal readonly string ReadHostApiName()
    {
        fixed (byte* text = HostApiName)
        {
            return NativeText.Read(text, AnLimits.NameBytes);
        }
    }
}

internal unsafe partial struct AnHostApiInfo
{
    internal readonly string ReadName()
    {
        fixed (byte* text = Name)
        {
            return NativeText.Read(text, AnLimits.NameBytes);
        }
    }
}

internal unsafe partial struct AnServerInfo
{
    internal readonly string ReadOutputName()
    {
        fixed (byte* text = OutputName)
        {
            return NativeText.Read(text, AnLimits.NameBytes);
        }
    }

    internal readonly string ReadInputName()
    {
        fixed (byte* text = InputName)
        {
            return NativeText.Read(text, AnLimits.NameBytes);
        }
    }

    internal readonly string ReadClientName()
    {
        fixed (byte* text = ClientName)
        {
            return NativeText.Read(text, AnLimits.NameBytes);
        }
    }

    internal readonly string ReadNotice()
    {
        fixed (byte* text = Notice)
        {
            return NativeText.Read(text, AnLimits.TextBytes);
        }
    }
}

internal unsafe partial struct AnEvent
{
    internal readonly string ReadText()
    {
        fixed (byte* text = Text)
        {
            return NativeText.Read(text, AnLimits.TextBytes);
        }
    }
}

internal unsafe partial struct AnPortInfo
{
    internal readonly string ReadName()
    {
        fixed (byte* text = Name)
        {
            return NativeText.Read(text, AnLimits.NameBytes);
        }
    }
}

internal unsafe partial struct AnRecorderStatus
{
    internal readonly string ReadText()
    {
        fixed (byte* text = Text)
        {
            return NativeText.Read(text, AnLimits.TextBytes);
        }
    }
}

internal unsafe partial struct AnFileInfo
{
    internal readonly string ReadContainer()
    {
        fixed (byte* text = Container)
        {
            return NativeText.Read(text, AnLimits.NameBytes);
        }
    }

    internal readonly string ReadEncoding()
    {
        fixed (byte* text = Encoding)
        {
            return NativeText.Read(text, AnLimits.NameBytes);
        }
    }
}
