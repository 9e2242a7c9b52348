// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_files.h"

#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

namespace framescope::test {

std::shared_ptr<const recording::File> fileOf(const QByteArray& bytes)
{
    const int descriptor = ::memfd_create("capture", MFD_CLOEXEC);
    const auto size = static_cast<std::size_t>(bytes.size());
    if (descriptor < 0 || ::write(descriptor, bytes.constData(), size) != bytes.size())
        std::abort();
    auto file = recording::File::open("/proc/self/fd/" + std::to_string(descriptor));
    ::close(descriptor);
    if (!file)
        std::abort();
    return *file;
}

Reading readingOf(std::shared_ptr<const recording::File> file, StorySink::Times times)
{
    Reading reading{StorySink(times), {}, {}};
    reading.sink.compareWith(file);
    auto reader = recording::Reader::open(std::move(file));
    if (!reader) {
        reading.error = QString::fromStdString(reader.error().message());
        return reading;
    }
    const auto summary = (*reader)->read(reading.sink);
    if (summary)
        reading.summary = *summary;
    else
        reading.error = QString::fromStdString(summary.error().message());
    return reading;
}

Reading readingOf(const QByteArray& bytes, StorySink::Times times)
{
    return readingOf(fileOf(bytes), times);
}

} // namespace framescope::test
