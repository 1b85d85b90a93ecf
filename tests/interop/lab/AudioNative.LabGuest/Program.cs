// SPDX-License-Identifier: MIT
//
// The lab guest's scenarios, one per run: see ../guest.sh. Exit status 0 says that the scenario came to its end; what it
// came to is in the files it writes and judged on the host.

using AudioNative.Interop;
using AudioNative.LabGuest;

string scenario = args[0];
string output = args.Length > 1 ? args[1] : "";
switch (scenario)
{
    case "engine-jack":
        Storms.EngineOnJack(output);
        break;
    case "managed-jack":
        Storms.ManagedOnJack(output);
        break;
    case "engine-alsa":
        Storms.EngineOnAlsa(output);
        break;
    case "busy":
        Faults.BusyDevice();
        break;
    case "silent":
        Faults.SilentDevice();
        break;
    case "unplug":
        Faults.UnpluggedDevice();
        break;
    default:
        throw new ArgumentException($"There is no scenario '{scenario}'.");
}
