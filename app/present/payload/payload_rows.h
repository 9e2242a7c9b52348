// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/payload.h"
#include "present/payload/text_cells.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::present {

/// The offsets at which the rows of a text begin, found in the background, in order. Only some rows
/// are remembered; the view finds the rows between them again (rowExtent).
class PayloadRows : public QObject
{
    Q_OBJECT

public:
    /// The number of a row and the offset at which it begins.
    struct Place
    {
        std::uint64_t row = 0;
        std::uint64_t offset = 0;
    };
    /// Two neighbouring remembered places are at most this many bytes plus one row apart.
    static constexpr std::uint64_t Distance = 8 * 1024;

    using QObject::QObject;

    /// Sets another text. A short text in memory is complete when this returns.
    void setText(std::shared_ptr<const Payload> text, const RowLimits& limits);
    /// Divides the same text into other rows. The known rows stay until the new ones are known up
    /// to `offset`.
    void setLimits(const RowLimits& limits, std::uint64_t offset);
    const RowLimits& limits() const { return found_.limits; }

    /// The number of rows known to begin; all rows, once complete. An empty text has one.
    std::uint64_t count() const { return found_.rows; }
    /// The number of bytes in known rows.
    std::uint64_t scanned() const { return found_.scanned; }
    bool isComplete() const { return found_.complete; }
    std::uint32_t columns() const { return found_.columns; } ///< width of the longest row
    std::uint64_t invalid() const { return found_.invalid; } ///< number of bytes that are not UTF-8
    std::optional<std::uint64_t> firstInvalid() const { return found_.firstInvalid; }
    /// Why reading failed; empty if it did not.
    const QString& error() const { return found_.error; }

    /// Returns the last remembered place at or before a row, or an offset.
    Place placeOfRow(std::uint64_t row) const;
    Place placeOfOffset(std::uint64_t offset) const;

signals:
    /// Emitted when rows were added or replaced.
    void changed();

private:
    struct Found
    {
        RowLimits limits;
        std::vector<Place> places{{}};
        std::uint64_t rows = 1;
        std::uint64_t scanned = 0;
        std::uint64_t invalid = 0;
        std::optional<std::uint64_t> firstInvalid;
        std::uint32_t columns = 0;
        bool complete = false;
        QString error;
    };
    class Scan;

    void start(const RowLimits& limits, std::uint64_t offset);
    void take(const Found& more);

    std::shared_ptr<const Payload> text_ = Payload::ofBytes(nullptr);
    Found found_;
    std::optional<Found> next_;   ///< replaces found_
    std::uint64_t replaceAt_ = 0; ///< once this offset was scanned
    work::Task task_;
};

} // namespace framescope::present
