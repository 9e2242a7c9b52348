// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/capture_source.h"

#include "base/text/hex.h"
#include "recording/blocks/pcap_source.h"
#include "recording/blocks/pcapng_source.h"

#include <algorithm>

namespace framescope::recording {

namespace {

constexpr std::string_view GzipMagic = "\x1f\x8b";
constexpr std::string_view Lz4Magic = "\x04\x22\x4d\x18";
constexpr std::string_view XzMagic = "\xfd"
                                     "7zXZ";
constexpr std::string_view ZstdMagic = "\x28\xb5\x2f\xfd";

/// The start of a file for an error message: as text if it is printable, else in hex.
std::string described(ByteView start)
{
    start = start.first(std::min<std::size_t>(start.size(), 8));
    const bool printable =
        std::ranges::all_of(start, [](std::uint8_t c) { return c >= 0x20 && c < 0x7f; });
    if (printable)
        return "\"" + std::string(asText(start)) + "\"";
    return spacedHex(start);
}

tl::unexpected<Error> notACapture(const std::string& path, ByteView start)
{
    const std::string_view text = asText(start);
    if (start.empty())
        return failure("is empty", path);
    if (text.starts_with(GzipMagic))
        return failure("is compressed", path, "gunzip it first");
    for (const std::string_view magic : {Lz4Magic, XzMagic, ZstdMagic}) {
        if (text.starts_with(magic))
            return failure("is compressed", path, "decompress it first");
    }
    return failure("is not a capture file: it starts with " + described(start), path,
                   ".pcapng and .pcap are understood");
}

} // namespace

Result<std::unique_ptr<CaptureSource>> openCapture(const std::shared_ptr<const File>& file)
{
    const auto size = file->size();
    if (!size)
        return tl::unexpected(size.error());
    FileWindow window(file, *size);
    const ByteView start = window.peek(PcapSource::HeaderLength);
    if (window.error())
        return tl::unexpected(*window.error());
    if (PcapngSource::recognises(start))
        return std::make_unique<PcapngSource>(std::move(window));
    if (PcapSource::recognises(start))
        return std::make_unique<PcapSource>(std::move(window));
    return notACapture(file->path(), start);
}

} // namespace framescope::recording
