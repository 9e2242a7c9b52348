// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as a capture: reading ends, and what it tells hangs together. Data is what stands
// at its place in the file, connections come one after the other, nothing follows an end.
#include "recording/reader.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace framescope;
using namespace framescope::recording;

void require(bool condition)
{
    if (!condition)
        std::abort();
}

class CheckingSink : public PacketSink
{
public:
    explicit CheckingSink(const File& file) : file_(file) {}

    void connectionSeen(ConnectionId conn, Timestamp) override
    {
        require(conn.value == connections_.size() + 1);
        connections_.emplace_back();
    }
    void endpointsKnown(ConnectionId conn, Timestamp, const Endpoints& endpoints) override
    {
        require(!at(conn).up && !endpoints.client.toString().empty());
        at(conn).up = true;
    }
    void data(ConnectionId conn, Direction dir, Timestamp, ByteView bytes, FileOffset at) override
    {
        requireOpen(conn, dir);
        require(!bytes.empty());
        Bytes there(bytes.size());
        require(file_.readExactly(at, there).has_value());
        require(std::equal(there.begin(), there.end(), bytes.begin()));
    }
    void gap(ConnectionId conn, Direction dir, Timestamp, std::uint64_t count) override
    {
        requireOpen(conn, dir);
        require(count > 0);
    }
    void streamEnded(ConnectionId conn, Direction dir, Timestamp, StreamEnd) override
    {
        requireOpen(conn, dir);
        at(conn).ended[indexOf(dir)] = true;
    }
    void comment(ConnectionId conn, Timestamp, std::string_view) override
    {
        require(conn.value <= connections_.size());
    }

private:
    struct Connection
    {
        bool up = false;
        std::array<bool, 2> ended{};
    };

    Connection& at(ConnectionId conn)
    {
        require(conn.value >= 1 && conn.value <= connections_.size());
        return connections_[conn.value - 1];
    }
    void requireOpen(ConnectionId conn, Direction dir)
    {
        require(at(conn).up && !at(conn).ended[indexOf(dir)]);
    }

    const File& file_;
    std::vector<Connection> connections_;
};

std::shared_ptr<const File> fileOf(const std::uint8_t* data, std::size_t size)
{
    const int descriptor = ::memfd_create("capture", MFD_CLOEXEC);
    require(descriptor >= 0);
    require(::write(descriptor, data, size) == static_cast<ssize_t>(size));
    auto file = File::open("/proc/self/fd/" + std::to_string(descriptor));
    ::close(descriptor);
    require(file.has_value());
    return *file;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto file = fileOf(data, size);
    auto reader = Reader::open(file);
    if (!reader)
        return 0;
    CheckingSink sink(*file);
    const auto summary = (*reader)->read(sink);
    require(summary.has_value());
    require(summary->bytesRead <= size && summary->fileSize == size);
    require(!summary->tornTail || summary->damage.empty());
    return 0;
}
