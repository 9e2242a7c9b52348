// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload_rows.h"

#include <algorithm>
#include <chrono>

namespace framescope::present {

/// Goes through a text and reports its rows at intervals.
class PayloadRows::Scan
{
public:
    Scan(std::shared_ptr<const Payload> text, const RowLimits& limits)
        : reader_(std::move(text)), limits_(limits)
    {
        start();
    }

    template <class Tell>
    void run(const std::stop_token& stop, Tell tell)
    {
        const std::uint64_t size = reader_.payload().size();
        auto told = std::chrono::steady_clock::now();
        while (at_ < size && more_->error.isEmpty() && !stop.stop_requested()) {
            readPart(size, stop);
            const auto now = std::chrono::steady_clock::now();
            if (now - told > std::chrono::milliseconds(30)) {
                told = now;
                tell(more_);
                start();
            }
        }
        more_->complete = true;
        more_->rows = row_ + (lineEnds_ || row_ == 0 ? 1 : 0);
        tell(more_);
    }

private:
    void start()
    {
        more_ = std::make_shared<Found>();
        more_->limits = limits_;
        more_->places.clear();
        more_->scanned = at_;
        more_->rows = row_;
    }

    void readPart(std::uint64_t size, const std::stop_token& stop)
    {
        constexpr std::uint64_t part = 256 * 1024;
        const std::uint64_t most = limits_.bytes() + 4;
        const auto bytes = reader_.read(at_, part + most, stop);
        if (!bytes) {
            more_->error = QString::fromStdString(bytes.error().message());
            return;
        }
        const bool last = at_ + bytes->size() >= size;
        std::size_t done = 0;
        while (done < bytes->size() && (last || done < part)) {
            addRow(rowExtent(ByteView(*bytes).subspan(done), limits_), at_ + done);
            done += length_;
        }
        at_ += done;
        more_->scanned = at_;
        more_->rows = row_;
    }

    void addRow(const RowExtent& row, std::uint64_t offset)
    {
        constexpr std::uint64_t mostRows = 256;
        if (offset - placed_.offset >= Distance || row_ - placed_.row >= mostRows) {
            placed_ = {row_, offset};
            more_->places.push_back(placed_);
        }
        if (row.invalid > 0 && !seenInvalid_) {
            seenInvalid_ = true;
            more_->firstInvalid = offset + row.firstInvalid;
        }
        more_->invalid += row.invalid;
        more_->columns = std::max(more_->columns, row.columns);
        length_ = row.length;
        lineEnds_ = row.endsLine;
        ++row_;
    }

    PayloadReader reader_;
    RowLimits limits_;
    std::shared_ptr<Found> more_;
    std::uint64_t at_ = 0;
    std::uint64_t row_ = 0;
    std::uint32_t length_ = 0; ///< of the last row, in bytes
    bool lineEnds_ = false;    ///< the last row ends a line: another row follows
    bool seenInvalid_ = false;
    Place placed_;
};

void PayloadRows::setText(std::shared_ptr<const Payload> text, const RowLimits& limits)
{
    text_ = std::move(text);
    found_ = Found();
    found_.limits = limits;
    start(limits, 0);
}

void PayloadRows::setLimits(const RowLimits& limits, std::uint64_t offset)
{
    start(limits, offset);
}

void PayloadRows::start(const RowLimits& limits, std::uint64_t offset)
{
    constexpr std::uint64_t little = 64 * 1024;
    task_.cancel();
    next_ = Found();
    next_->limits = limits;
    replaceAt_ = offset;
    if (text_->bytes() && text_->size() <= little) {
        Scan(text_, limits).run({}, [this](const auto& more) { take(*more); });
        return;
    }
    task_.run([this, text = text_, limits](work::Run& run) {
        Scan(text, limits).run(run.stop(), [&](const std::shared_ptr<const Found>& more) {
            run.tell([this, more] { take(*more); });
        });
    });
}

void PayloadRows::take(const Found& more)
{
    Found& into = next_ ? *next_ : found_;
    into.places.insert(into.places.end(), more.places.begin(), more.places.end());
    into.rows = std::max<std::uint64_t>(more.rows, 1);
    into.scanned = more.scanned;
    into.invalid += more.invalid;
    into.columns = std::max(into.columns, more.columns);
    into.complete = more.complete;
    into.error = more.error;
    if (more.firstInvalid) {
        into.firstInvalid = more.firstInvalid;
    }
    if (next_ && (next_->complete || next_->scanned > replaceAt_)) {
        found_ = *std::move(next_);
        next_.reset();
    }
    if (!next_) {
        emit changed();
    }
}

PayloadRows::Place PayloadRows::placeOfRow(std::uint64_t row) const
{
    const auto after = std::ranges::upper_bound(found_.places, row, {}, &Place::row);
    return *std::prev(after);
}

PayloadRows::Place PayloadRows::placeOfOffset(std::uint64_t offset) const
{
    const auto after = std::ranges::upper_bound(found_.places, offset, {}, &Place::offset);
    return *std::prev(after);
}

} // namespace framescope::present
