// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/client/paced_writer.h"

#include <algorithm>
#include <utility>

namespace framescope::tap {

namespace {

/// Most bytes that may wait for the server: few, since the recording counts them as sent.
constexpr std::uint64_t MostWaiting = 1024 * 1024;
/// Bytes that were written before they are dropped from the front of those that wait.
constexpr std::size_t WrittenAtMost = 64 * 1024;

} // namespace

PacedWriter::PacedWriter(Pipe& pipe, const connection::Behaviours& behaviours, Later later,
                         std::function<void()> wrote)
    : pipe_(pipe), behaviours_(behaviours), later_(std::move(later)), wrote_(std::move(wrote))
{
}

bool PacedWriter::write(ByteView bytes)
{
    if (ended_ || sinkFailed_ || !server_->isUp()) {
        return false;
    }
    if (waiting_.empty() && !pausing_ && behaviours_.pieceSize == 0) {
        return writeNow(bytes);
    }
    if (at_ >= WrittenAtMost) {
        waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(at_));
        at_ = 0;
    }
    append(waiting_, bytes);
    writePieces();
    return !sinkFailed_;
}

void PacedWriter::writePieces()
{
    while (!pausing_ && at_ < waiting_.size()) {
        const std::size_t left = waiting_.size() - at_;
        const std::size_t size =
            behaviours_.pieceSize == 0 ? left : std::min<std::size_t>(behaviours_.pieceSize, left);
        if (!server_->isUp() || !writeNow(ByteView(waiting_).subspan(at_, size))) {
            at_ = waiting_.size();
            break;
        }
        at_ += size;
        if (behaviours_.pieceSize > 0 && behaviours_.piecePause.count() > 0) {
            pausing_ = true;
            later_(behaviours_.piecePause, [this] {
                pausing_ = false;
                writePieces();
                wrote_();
            });
        }
    }
    if (at_ == waiting_.size()) {
        waiting_.clear();
        at_ = 0;
    }
}

bool PacedWriter::writeNow(ByteView bytes)
{
    if (pipe_.pass(Direction::Out, bytes) < bytes.size()) {
        sinkFailed_ = true;
        return false;
    }
    server_->write(bytes);
    written_ += bytes.size();
    return true;
}

void PacedWriter::endWriting()
{
    ended_ = true;
    server_->endWriting();
}

std::uint64_t PacedWriter::backlog() const
{
    return server_->backlog() + (waiting_.size() - at_);
}

std::int64_t PacedWriter::gone() const
{
    return static_cast<std::int64_t>(written_) -
           static_cast<std::int64_t>(server_->backlog() + server_->notSent());
}

bool PacedWriter::hasRoom() const
{
    return backlog() < MostWaiting;
}

} // namespace framescope::tap
