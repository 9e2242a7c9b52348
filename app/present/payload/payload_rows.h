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

/// Where the rows of a text begin, found in the background, in order. Only now and then a row
/// is remembered; the view finds the rows between them again (rowExtent).
class PayloadRows : public QObject
{
    Q_OBJECT

public:
    /// A row and where it begins.
    struct Place
    {
        std::uint64_t row = 0;
        std::uint64_t offset = 0;
    };
    /// Between two places that are remembered there are at most that many bytes, and one row.
    static constexpr std::uint64_t Distance = 8 * 1024;

    using QObject::QObject;

    /// Another text. A short one that is at hand is done when this returns.
    void setText(std::shared_ptr<const Payload> text, const RowLimits& limits);
    /// The same text in other rows. The rows that are known stay until the new ones are known up
    /// to `offset`.
    void setLimits(const RowLimits& limits, std::uint64_t offset);
    const RowLimits& limits() const { return found_.limits; }

    /// Rows that are known to begin; all, once complete. An empty text has one.
    std::uint64_t count() const { return found_.rows; }
    /// Bytes that are in known rows.
    std::uint64_t scanned() const { return found_.scanned; }
    bool isComplete() const { return found_.complete; }
    std::uint32_t columns() const { return found_.columns; } ///< of the longest row
    std::uint64_t invalid() const { return found_.invalid; } ///< bytes that are not UTF-8
    std::optional<std::uint64_t> firstInvalid() const { return found_.firstInvalid; }
    /// Empty where all could be read.
    const QString& error() const { return found_.error; }

    /// The last place that is remembered at or before a row, or an offset.
    Place placeOfRow(std::uint64_t row) const;
    Place placeOfOffset(std::uint64_t offset) const;

signals:
    /// More rows are known, or others.
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
    std::optional<Found> next_;   ///< what will replace it
    std::uint64_t replaceAt_ = 0; ///< as soon as that was scanned
    work::Task task_;
};

} // namespace framescope::present
