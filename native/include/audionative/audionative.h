/* SPDX-License-Identifier: MIT
 *
 * AudioNative: the C ABI of the real-time core.
 *
 * This header is the manual of the boundary and is parsed by machine (bindings/generator): fixed-width
 * integers, float and double, opaque handles, named structs and parameters, caller-owned buffers and UTF-8
 * strings. No bool, long, unions, bit-fields, packing, variadics or callbacks: native code never calls back.
 *
 * Threads. Each call says who may call it:
 *   [any thread]  safe from every thread at any time while the handle lives; takes no lock the audio thread
 *                 could wait for.
 *   [control]     from any thread but the audio thread; calls on one server are put in order by a lock, so
 *                 they may wait for each other. May allocate, open devices and touch the disk.
 *   [writer]      one thread at a time per handle.
 * No function of this header may be called from the audio thread, and none needs to be.
 *
 * Errors. A function that can fail returns an_status; the words for it, the host's own where there are any,
 * are in an_last_error() of the same thread until that thread's next failing call. On failure no
 * out-parameter is touched unless the function says otherwise.
 *
 * Units. Frames are samples per channel. Amplitudes are linear, 1.0 = full scale. Times are seconds unless
 * the name ends in _ns (nanoseconds of the machine's monotonic clock), _ms or _frames.
 */
#ifndef AUDIONATIVE_AUDIONATIVE_H
#define AUDIONATIVE_AUDIONATIVE_H

#include <stdint.h>

#if defined(_WIN32)
#if defined(AUDIONATIVE_BUILDING)
#define AN_API __declspec(dllexport)
#else
#define AN_API __declspec(dllimport)
#endif
#else
#define AN_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Raised whenever a function, struct or constant below changes in a way that an older caller would notice. */
#define AN_ABI_VERSION 1

enum an_limits {
    AN_NAME_BYTES = 256,    /* a device, port or host name with its terminating zero */
    AN_TEXT_BYTES = 512,    /* a message with its terminating zero; longer ones are cut at a character */
    AN_MAX_CHANNELS = 1024, /* inputs or outputs of a server; channels of a source or file */
    AN_MAX_BUFFER_FRAMES = 65536,
    AN_DEFAULT_DEVICE = -1, /* the host's own choice */
    AN_NO_DEVICE = -2
};

typedef enum an_status {
    AN_OK = 0,
    AN_INVALID_ARGUMENT = 1,         /* a value outside its range; nothing was done */
    AN_INVALID_STATE = 2,            /* not in this state: booted, started, recording ... */
    AN_OUT_OF_MEMORY = 3,
    AN_QUEUE_FULL = 4,               /* the command queue to the audio thread is full; try again later */
    AN_NOT_SUPPORTED = 5,            /* this build or platform has no such thing */
    AN_NO_DEVICE_FOUND = 6,          /* no such device, or none at all */
    AN_DEVICE_BUSY = 7,              /* another program holds the device */
    AN_SAMPLE_RATE_UNSUPPORTED = 8,  /* the device or JACK server does not run at this rate */
    AN_CHANNELS_UNSUPPORTED = 9,     /* more channels than there are */
    AN_BUFFER_SIZE_UNSUPPORTED = 10, /* the device refuses this many frames a buffer */
    AN_DEVICE_FAILED = 11,           /* the host reported an error of its own: see an_last_error */
    AN_SERVER_NOT_RUNNING = 12,      /* no JACK server answers */
    AN_FILE_NOT_FOUND = 13,
    AN_FILE_ACCESS = 14,             /* the path cannot be opened: permission, a folder, a read-only disk */
    AN_FILE_FORMAT = 15,             /* not an audio file, or a container that cannot hold this sample type */
    AN_FILE_IO = 16,                 /* reading or writing failed part way */
    AN_DISK_FULL = 17,
    AN_STARVED = 18,                 /* an offline render waits for a source's data past its time-out */
    AN_INTERNAL = 19                 /* a defect of this library */
} an_status;

typedef enum an_backend {
    AN_BACKEND_AUTO = 0,      /* JACK if a server runs, else PortAudio if it has an output, else dummy; PortAudio
                                  if a device is named by its index */
    AN_BACKEND_PORTAUDIO = 1,
    AN_BACKEND_JACK = 2,
    AN_BACKEND_COREAUDIO = 3, /* PortAudio's Core Audio host API; AN_NOT_SUPPORTED elsewhere */
    AN_BACKEND_OFFLINE = 4,   /* no clock: an_server_render runs it, as fast as it goes */
    AN_BACKEND_DUMMY = 5      /* no device, but a clock: a thread of ours wakes once a buffer */
} an_backend;

typedef enum an_sample_format {
    AN_SAMPLE_F32 = 0, /* float, 1.0 = full scale */
    AN_SAMPLE_S8 = 1,  /* signed 8-bit integer */
    AN_SAMPLE_S16 = 2, /* signed 16-bit integer, native byte order */
    AN_SAMPLE_S32 = 3, /* signed 32-bit integer, native byte order */
    AN_SAMPLE_F64 = 4
} an_sample_format;

typedef enum an_container {
    AN_CONTAINER_WAV = 0,
    AN_CONTAINER_AIFF = 1, /* AIFF-C where the sample type needs it */
    AN_CONTAINER_FLAC = 2,
    AN_CONTAINER_OGG = 3,  /* Ogg Vorbis; the sample type is ignored */
    AN_CONTAINER_CAF = 4,
    AN_CONTAINER_W64 = 5,
    AN_CONTAINER_RF64 = 6,
    AN_CONTAINER_AU = 7
} an_container;

typedef enum an_file_sample_type {
    AN_FILE_INT16 = 0,
    AN_FILE_INT24 = 1,
    AN_FILE_INT32 = 2,
    AN_FILE_FLOAT32 = 3,
    AN_FILE_FLOAT64 = 4
} an_file_sample_type;

typedef enum an_tap {
    AN_TAP_OUTPUT = 0, /* what goes to the device, after the server's amplitude */
    AN_TAP_INPUT = 1   /* what came from the device */
} an_tap;

typedef enum an_event_type {
    AN_EVENT_LOG = 1,             /* text says it; level is an an_log_level */
    AN_EVENT_XRUN = 2,            /* value: xruns since boot. Several in one poll become one event */
    AN_EVENT_DEVICE_LOST = 3,     /* the device or JACK server is gone; the server has stopped, its state kept */
    AN_EVENT_BUFFER_SIZE = 4,     /* value: frames the device now asks for at a time */
    AN_EVENT_SAMPLE_RATE = 5,     /* value: the device's new rate in Hz, rounded */
    AN_EVENT_SOURCE_ROOM = 6,     /* source: the id; value: frames free. Answers an_source_request_room */
    AN_EVENT_SOURCE_UNDERRUN = 7, /* source: the id; value: frames of silence filled in since it was made */
    AN_EVENT_SOURCE_DRAINED = 8,  /* source: the id; all it was given, up to an_source_end, has been played */
    AN_EVENT_RECORD_OVERRUN = 9,  /* source: the recorder's id; value: frames lost since it began */
    AN_EVENT_RECORD_FAILED = 10,  /* source: the recorder's id; status and text say why. The file ends there */
    AN_EVENT_RECORD_DONE = 11,    /* source: the recorder's id; value: frames in the closed file */
    AN_EVENT_EVENTS_LOST = 12     /* value: events dropped since boot because nobody fetched them */
} an_event_type;

typedef enum an_log_level {
    AN_LOG_ERROR = 1,
    AN_LOG_MESSAGE = 2,
    AN_LOG_WARNING = 4,
    AN_LOG_DEBUG = 8
} an_log_level;

typedef enum an_server_flags {
    AN_SERVER_ADOPT_RATE = 1,     /* take the device's or JACK server's rate where ours is refused */
    AN_SERVER_CONNECT_INPUTS = 2, /* JACK: connect the physical capture ports at start */
    AN_SERVER_CONNECT_OUTPUTS = 4 /* JACK: connect the physical playback ports at start */
} an_server_flags;

typedef enum an_source_flags {
    AN_SOURCE_WAIT_OFFLINE = 1 /* an offline render waits for this source's data instead of filling silence */
} an_source_flags;

typedef struct an_server an_server;
typedef struct an_source an_source;
typedef struct an_recorder an_recorder;
typedef struct an_file an_file;

/* ---- the library ------------------------------------------------------------------------------------- */

/* AN_ABI_VERSION the library was built with. [any thread] */
AN_API uint32_t an_abi_version(void);

/* The product's version, "0.1.0". Static storage. [any thread] */
AN_API const char *an_version(void);

/* The words for this thread's last failure; "" if there was none. Valid until its next failing call. [any thread] */
AN_API const char *an_last_error(void);

/* ---- devices ----------------------------------------------------------------------------------------- */

typedef struct an_device_info {
    int32_t index; /* what an_server_config's input_device and output_device take; PortAudio's own number */
    int32_t max_input_channels;
    int32_t max_output_channels;
    int32_t is_default_input;  /* 1 or 0 */
    int32_t is_default_output; /* 1 or 0 */
    int32_t host_api;          /* index into an_host_api_list */
    double default_sample_rate;
    double low_input_latency; /* seconds, as the host claims */
    double low_output_latency;
    double high_input_latency;
    double high_output_latency;
    char name[256];
    char host_api_name[256];
} an_device_info;

typedef struct an_host_api_info {
    int32_t index;
    int32_t type_id; /* PortAudio's PaHostApiTypeId */
    int32_t device_count;
    int32_t default_input_device;  /* a device index, or AN_NO_DEVICE */
    int32_t default_output_device; /* a device index, or AN_NO_DEVICE */
    int32_t is_default;            /* 1 or 0 */
    char name[256];
} an_host_api_info;

/* Lists PortAudio's devices. Writes at most capacity of them; *count is how many there are, also when that is
 * more. No device at all is AN_OK with *count 0. While a PortAudio stream is open anywhere in the process the
 * list is that of the moment it was opened. [control] */
AN_API an_status an_device_list(an_device_info *devices, int32_t capacity, int32_t *count);

/* Lists PortAudio's host APIs, as an_device_list. [control] */
AN_API an_status an_host_api_list(an_host_api_info *host_apis, int32_t capacity, int32_t *count);

/* AN_OK if a JACK server of this name answers (NULL: the default one), with its rate and period;
 * AN_SERVER_NOT_RUNNING if none does. Never starts one. [control] */
AN_API an_status an_jack_probe(const char *server_name, double *sample_rate, int32_t *buffer_frames);

/* ---- the server -------------------------------------------------------------------------------------- */

typedef struct an_server_config {
    double sample_rate;      /* Hz, 1000 to 768000; 0: the device's own (offline and dummy: 44100) */
    double ramp_seconds;     /* the amplitude's linear ramp, 0 to 1; 0: none. pyo's is 0.005 */
    int32_t output_channels; /* 1 to AN_MAX_CHANNELS */
    int32_t input_channels;  /* 0 to AN_MAX_CHANNELS; 0: output only. A missing input falls back to 0, with a notice */
    int32_t buffer_frames;   /* frames a device callback, 1 to AN_MAX_BUFFER_FRAMES; 0: the device's own */
    int32_t block_frames;    /* frames the engine renders at a time, 1 to 4096; 0: 64 */
    int32_t command_capacity; /* commands in flight to the audio thread; 0: 4096 */
    int32_t backend;          /* an_backend */
    int32_t input_device;     /* an index of an_device_list, or AN_DEFAULT_DEVICE */
    int32_t output_device;    /* the same */
    int32_t flags;            /* an_server_flags */
    double latency_seconds;   /* PortAudio: the suggested latency; 0: the device's low one */
    const char *client_name;  /* JACK: the client's name; NULL: "audionative" */
    const char *jack_server;  /* JACK: the server's name; NULL: the default one */
} an_server_config;

typedef struct an_server_info {
    double sample_rate; /* what was got */
    double output_latency; /* seconds from the engine to the device, as the host claims */
    double input_latency;
    int32_t output_channels;
    int32_t input_channels;
    int32_t buffer_frames;
    int32_t block_frames;
    int32_t backend;      /* the one in use, never AN_BACKEND_AUTO once booted */
    int32_t is_booted;    /* 1 or 0 */
    int32_t is_started;   /* 1 or 0 */
    int32_t is_realtime;  /* 1: the audio thread has real-time priority; 0: not, or not started */
    int32_t device_lost;  /* 1: the device died under the running server: an_server_reopen, or shut down and boot */
    int32_t output_device;
    int32_t input_device;
    char output_name[256];
    char input_name[256];
    char client_name[256]; /* JACK: the name the server gave us */
    char notice[512];      /* what was chosen and why, and what had to be given up; one line each */
} an_server_info;

/* A pair of instants on the two clocks, smoothed by a delay-locked loop over the callbacks' start times. */
typedef struct an_clock {
    int64_t frame;        /* frames rendered since boot, including the start offset */
    int64_t frame_at_ns;  /* the frame that time_ns belongs to: the start of the last callback */
    int64_t time_ns;      /* smoothed start of that callback */
    double sample_rate;   /* the rate the device really runs at, as measured; nominal before enough callbacks */
} an_clock;

typedef struct an_stats {
    int64_t callbacks;      /* since boot */
    int64_t frames;         /* since boot */
    int64_t xruns;          /* as the driver reports them */
    int64_t late_callbacks; /* callbacks that took longer than the buffer they filled lasts */
    int64_t longest_callback_ns;
    int64_t longest_gap_ns; /* between the starts of two callbacks, since the last start */
    int64_t clipped_samples; /* output samples beyond full scale, since boot */
    int64_t commands;        /* carried out */
    int64_t commands_refused; /* because the queue was full */
    int64_t retired;          /* objects the audio thread has handed back, and housekeeping has freed */
    double load;              /* smoothed share of the buffer's time that the callback takes: 1 = all of it */
    double peak_load;         /* the largest single callback's share */
    int32_t sources;          /* attached now */
    int32_t recorders;        /* running now */
} an_stats;

/* One channel over the last 50 ms window that ended. */
typedef struct an_meter {
    float peak; /* largest |x| */
    float rms;  /* square root of the mean of x*x */
} an_meter;

typedef struct an_event {
    int32_t type;   /* an_event_type */
    int32_t level;  /* an_log_level */
    int32_t status; /* an_status */
    int32_t reserved;
    int64_t source; /* id of the source or recorder it is about, else 0 */
    int64_t value;
    int64_t frame; /* the sample clock when it was noticed */
    char text[512];
} an_event;

/* Makes a server: checks the configuration, opens nothing. [control] */
AN_API an_status an_server_create(const an_server_config *config, an_server **server);

/* Shuts it down if need be and frees it. Sources and recorders made for it live on until they are destroyed
 * themselves. NULL is allowed. [control], and no other call on this server may be under way */
AN_API void an_server_destroy(an_server *server);

/* Replaces the configuration. AN_INVALID_STATE while booted. [control] */
AN_API an_status an_server_configure(an_server *server, const an_server_config *config);

/* Opens the backend and makes the engine; the clock and the counters begin at 0. [control] */
AN_API an_status an_server_boot(an_server *server);

/* Booted and stopped, for one whose device was lost or is to change: closes the backend and opens config's,
 * while the engine goes on as it is: sources, recordings, clock. sample_rate, output_channels, block_frames and
 * command_capacity stay what they were, whatever config says. On failure no device is open (device_lost is 1)
 * and it may be tried again. [control] */
AN_API an_status an_server_reopen(an_server *server, const an_server_config *config);

/* Stops, ends running recordings, removes every source and closes the backend. [control] */
AN_API an_status an_server_shutdown(an_server *server);

/* Renders start_offset seconds as fast as possible without sounding or recording them, then starts the
 * device. With AN_BACKEND_OFFLINE only the offset is rendered. [control] */
AN_API an_status an_server_start(an_server *server, double start_offset);

/* Fades out over the ramp and stops the device. The clock and every source keep their place. [control] */
AN_API an_status an_server_stop(an_server *server);

/* What is so now. [any thread] */
AN_API an_status an_server_get_info(an_server *server, an_server_info *info);

/* AN_BACKEND_OFFLINE, started: renders frames and, if output is not NULL, writes them there interleaved
 * (frames * output_channels floats). input, if not NULL, is what the input is fed with (frames *
 * input_channels floats). Waits at most timeout_ms (-1: for ever) at each place for sources with
 * AN_SOURCE_WAIT_OFFLINE, and for recorders' disks; AN_STARVED then, with *rendered frames done, also set on
 * success. [control] */
AN_API an_status an_server_render(an_server *server, int64_t frames, const float *input, float *output,
                                  int32_t timeout_ms, int64_t *rendered);

/* The overall amplitude, any finite number, reached by the ramp. [any thread] */
AN_API an_status an_server_set_amp(an_server *server, double amp);
AN_API an_status an_server_get_amp(an_server *server, double *amp);

/* [any thread] */
AN_API an_status an_server_get_clock(an_server *server, an_clock *clock);

/* Now, on the clock of an_clock.time_ns. [any thread] */
AN_API int64_t an_monotonic_ns(void);

/* [any thread] */
AN_API an_status an_server_get_stats(an_server *server, an_stats *stats);

/* Meters of the first count output channels; *written is how many there are to be had. [any thread] */
AN_API an_status an_server_get_meters(an_server *server, an_meter *meters, int32_t count, int32_t *written);

/* Fetches events, oldest first, waiting at most timeout_ms (0: not at all, -1: for ever) for the first.
 * *count 0 and AN_OK when none came or an_server_wake was called. [any thread], one at a time */
AN_API an_status an_server_wait_events(an_server *server, an_event *events, int32_t capacity, int32_t timeout_ms,
                                       int32_t *count);

/* Makes a waiting an_server_wait_events, or the next one, return at once. [any thread] */
AN_API an_status an_server_wake(an_server *server);

/* Which log levels become events: a sum of an_log_level; 3 at first. [any thread] */
AN_API an_status an_server_set_log_levels(an_server *server, int32_t levels);

/* ---- JACK ports -------------------------------------------------------------------------------------- */

typedef struct an_port_info {
    int32_t is_input;    /* 1: takes sound in, from the graph's view (a playback port); 0: gives it out */
    int32_t is_physical; /* 1 or 0 */
    int32_t is_own;      /* 1: a port of this server */
    int32_t reserved;
    char name[256]; /* "client:port" */
} an_port_info;

/* Lists the audio ports of the JACK server that we are a client of. [control] */
AN_API an_status an_server_port_list(an_server *server, an_port_info *ports, int32_t capacity, int32_t *count);

/* Connects or disconnects two ports by their full names, source first. Connections that are made already (or
 * are not there) are AN_OK. AN_INVALID_STATE unless booted on JACK. [control] */
AN_API an_status an_server_connect_ports(an_server *server, const char *source, const char *destination);
AN_API an_status an_server_disconnect_ports(an_server *server, const char *source, const char *destination);

/* ---- sources: rings of samples that the mixer plays -------------------------------------------------- */

typedef struct an_source_config {
    int32_t channels;        /* 1 to AN_MAX_CHANNELS */
    int32_t flags;           /* an_source_flags */
    int64_t capacity_frames; /* room in the ring, 1 to 2^28; exactly this many frames fit */
    int32_t output_channel;  /* the server's channel that the source's first goes to, from 0 */
    int32_t reserved;
} an_source_config;

typedef struct an_source_state {
    int64_t id;             /* unique in the process, never 0; events name it */
    int64_t frames_written; /* since it was made */
    int64_t frames_played;  /* taken out of the ring and heard */
    int64_t frames_queued;  /* in the ring now */
    int64_t frames_free;    /* room in the ring now */
    int64_t underrun_frames; /* silence filled in while playing, not counting what follows an_source_end */
    int64_t underruns;       /* how often that began */
    int64_t overruns;        /* writes that did not fit whole */
    int32_t is_attached;     /* to a server; 1 or 0 */
    int32_t is_playing;      /* as the audio thread has it; 1 or 0 */
    int32_t is_ended;        /* an_source_end was called and nothing written since */
    int32_t is_drained;      /* ended, and all of it played */
} an_source_state;

/* Makes a stopped source that belongs to no server yet. [any thread] */
AN_API an_status an_source_create(const an_source_config *config, an_source **source);

/* Lets go of it: taken out of its server if need be, freed once the audio thread is done with it. NULL is
 * allowed. [any thread], and no other call on this source may be under way */
AN_API void an_source_destroy(an_source *source);

/* Puts it in the server's mixer, at the end. One server at a time: AN_INVALID_STATE otherwise. One channel is
 * spread over the pair that begins at output_channel (or the one channel there is); more channels go side by
 * side, and AN_CHANNELS_UNSUPPORTED says that they do not fit. [control] */
AN_API an_status an_server_add_source(an_server *server, an_source *source);

/* Takes it out of the mixer, with a short fade if it sounds. What is in the ring stays. AN_INVALID_STATE if it
 * is not in this server. [control] */
AN_API an_status an_server_remove_source(an_server *server, an_source *source);

/* Copies as many of the frames as fit into the ring, converting them; *written says how many (fewer is no
 * error, but counted). data is interleaved. Ends the state that an_source_end made. [writer] */
AN_API an_status an_source_write(an_source *source, const void *data, an_sample_format format, int64_t frames,
                                 int64_t *written);

/* Asks for one AN_EVENT_SOURCE_ROOM when at least frames are free; a later call replaces an earlier one, and 0
 * takes it back. Comes from the server it is in, at once or later; never from none. [writer] */
AN_API an_status an_source_request_room(an_source *source, int64_t frames);

/* Says that nothing more comes: running dry is then the end, not an underrun. [writer] */
AN_API an_status an_source_end(an_source *source);

/* Throws away what is in the ring. AN_INVALID_STATE while it is in a server. [writer] */
AN_API an_status an_source_clear(an_source *source);

/* Plays from the given frame of the server's clock, exact to the sample; a frame that is past, or -1, is at
 * once. Playing twice is the same as once. AN_INVALID_STATE if it is in no server. [control] */
AN_API an_status an_source_play(an_source *source, int64_t at_frame);

/* Stops with a short fade; the frames of the fade are kept and heard again by the next play, which fades in.
 * Stopping what does not play does nothing. [control] */
AN_API an_status an_source_stop(an_source *source);

/* Linear gain, any finite number, reached by a 5 ms ramp. 1 at first. [any thread] */
AN_API an_status an_source_set_gain(an_source *source, double gain);

/* Balance, -1 (left) to 1 (right), 0 at first: the far side is turned down by a cosine, the near side stays as
 * it is, so the middle is exactly unity. Only one- and two-channel sources have it: AN_NOT_SUPPORTED.
 * [any thread] */
AN_API an_status an_source_set_pan(an_source *source, double pan);

/* [any thread] */
AN_API an_status an_source_get_state(an_source *source, an_source_state *state);

/* ---- recording --------------------------------------------------------------------------------------- */

typedef struct an_recorder_config {
    const char *path;       /* UTF-8; an existing file is replaced */
    int32_t container;      /* an_container */
    int32_t sample_type;    /* an_file_sample_type */
    int32_t tap;            /* an_tap */
    int32_t first_channel;  /* of the tap, from 0 */
    int32_t channels;       /* how many; 0: all from first_channel on */
    int32_t reserved;
    int64_t max_frames;     /* ends by itself after exactly so many; -1: when stopped */
    double quality;         /* FLAC and Ogg: 0 to 1 */
    double ring_seconds;    /* how long the disk may stall without loss; 0: 4 */
} an_recorder_config;

typedef struct an_recorder_status {
    int64_t id;              /* unique in the process, never 0 */
    int64_t frames_written;  /* in the file */
    int64_t frames_dropped;  /* lost because the disk fell behind by more than the ring, or failed */
    int64_t clipped_samples; /* clipped to fit an integer format */
    int32_t is_running;      /* 1 or 0 */
    int32_t status;          /* AN_OK, or why it ended early */
    char text[512];          /* the words for that */
} an_recorder_status;

/* AN_OK if the container can hold this sample type, at this rate and channel count; AN_FILE_FORMAT with the
 * reason if not. [any thread] */
AN_API an_status an_recorder_check(int32_t container, int32_t sample_type, int32_t channels, double sample_rate);

/* Opens the file at once and begins with the next block, on a booted server, running or not. The audio thread
 * only fills a ring; a thread of the recorder's own converts and writes. At any moment the file is a valid one
 * that holds all but the last fraction of a second. Integer formats clip, and count it. [control] */
AN_API an_status an_recorder_start(an_server *server, const an_recorder_config *config, an_recorder **recorder);

/* Ends it: what was recorded so far is written and the file closed before this returns. status may be NULL.
 * Stopping twice is AN_OK. [control] */
AN_API an_status an_recorder_stop(an_recorder *recorder, an_recorder_status *status);

/* [any thread] */
AN_API an_status an_recorder_get_status(an_recorder *recorder, an_recorder_status *status);

/* Stops it if need be and frees it. NULL is allowed. [control] */
AN_API void an_recorder_destroy(an_recorder *recorder);

/* ---- files ------------------------------------------------------------------------------------------- */

typedef struct an_file_info {
    int64_t frames; /* at sample_rate of the file; -1: not known before it is read */
    double sample_rate;
    int32_t channels;
    int32_t is_seekable; /* 1 or 0 */
    char container[256]; /* "WAV (Microsoft)" */
    char encoding[256];  /* "Signed 16 bit PCM" */
} an_file_info;

/* Opens an audio file for reading. sample_rate 0: as it is; else read through a resampler of high quality.
 * [control] */
AN_API an_status an_file_open(const char *path, double sample_rate, an_file **file);

/* What the file holds, before any resampling. [any thread] */
AN_API an_status an_file_get_info(an_file *file, an_file_info *info);

/* Reads up to frames interleaved frames of floats; *read is fewer only at the end, 0 past it. [writer] */
AN_API an_status an_file_read(an_file *file, float *data, int64_t frames, int64_t *read);

/* NULL is allowed. [control] */
AN_API void an_file_close(an_file *file);

#ifdef __cplusplus
}
#endif

#endif
