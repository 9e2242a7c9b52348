// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/byte_values.h"

#include "base/text/qt_string.h"
#include "codec/integers.h"
#include "codec/json/number_text.h"
#include "present/payload/text_cells.h"
#include "present/words/character_name.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>

namespace framescope::present {

namespace {

/// Returns nullopt if there are fewer than `size` bytes.
std::optional<std::uint64_t> integer(ByteView bytes, std::size_t size, bool big)
{
    if (bytes.size() < size) {
        return std::nullopt;
    }
    return big ? codec::bigEndian(bytes, 0, size) : codec::littleEndian(bytes, 0, size);
}

std::int64_t signedOf(std::uint64_t value, std::size_t size)
{
    const unsigned unused = 64U - 8U * static_cast<unsigned>(size);
    return static_cast<std::int64_t>(value << unused) >> unused;
}

/// Writes a number with `digits` significant digits, enough to tell it from its neighbours.
QString floatText(double value, int digits)
{
    if (std::isnan(value)) {
        return QStringLiteral("NaN");
    }
    if (std::isinf(value)) {
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    }
    return QString::number(value, 'g', digits);
}

QString timeText(std::uint64_t value, bool milliseconds)
{
    constexpr std::uint64_t lastYear = 253402300799; // 9999-12-31T23:59:59Z
    const std::uint64_t seconds = milliseconds ? value / 1000 : value;
    if (seconds > lastYear) {
        return QStringLiteral("–");
    }
    const auto time = static_cast<qint64>(milliseconds ? value : value * 1000);
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC)
        .toString(milliseconds ? QStringLiteral("yyyy-MM-dd hh:mm:ss.zzz")
                               : QStringLiteral("yyyy-MM-dd hh:mm:ss"));
}

QString characterText(ByteView bytes)
{
    if (bytes.empty()) {
        return {};
    }
    const TextCell cell = cellAt(bytes, 0);
    if (cell.kind == TextCell::Kind::Invalid) {
        return translated("not UTF-8");
    }
    const QString number = characterNumber(cell.character);
    return cell.kind == TextCell::Kind::Character
               ? QStringLiteral("%1  %2").arg(QString::fromUcs4(&cell.character, 1), number)
               : number;
}

QString bitsText(ByteView bytes)
{
    if (bytes.empty()) {
        return {};
    }
    const QString bits = QStringLiteral("%1").arg(bytes.front(), 8, 2, QLatin1Char('0'));
    return bits.left(4) + QLatin1Char(' ') + bits.mid(4);
}

class ValueRows
{
public:
    explicit ValueRows(ByteView bytes) : bytes_(bytes) {}

    /// Adds a row; `text` formats the integer of `size` bytes.
    template <class Text>
    void add(const QString& name, std::size_t size, Text text)
    {
        const auto shown = [&](bool big) {
            const auto value = integer(bytes_, size, big);
            return value ? text(*value) : QString();
        };
        rows_.push_back({name, shown(false), size > 1 ? shown(true) : QString()});
    }
    void addText(const QString& name, const QString& text) { rows_.push_back({name, text, {}}); }
    std::vector<ByteValue> take() { return std::move(rows_); }

private:
    ByteView bytes_;
    std::vector<ByteValue> rows_;
};

} // namespace

std::vector<ByteValue> byteValues(ByteView bytes)
{
    bytes = bytes.first(std::min<std::size_t>(bytes.size(), 8));
    ValueRows rows(bytes);
    rows.addText(translated("bits"), bitsText(bytes));
    rows.addText(translated("UTF-8"), characterText(bytes));
    for (const std::size_t size : {1, 2, 4, 8}) {
        const QString bits = QString::number(size * 8);
        rows.add(QStringLiteral("uint") + bits, size,
                 [](std::uint64_t value) { return QString::number(value); });
        rows.add(QStringLiteral("int") + bits, size,
                 [size](std::uint64_t value) { return QString::number(signedOf(value, size)); });
    }
    rows.add(QStringLiteral("float16"), 2, [](std::uint64_t value) {
        return floatText(codec::halfFloat(static_cast<std::uint16_t>(value)), 5);
    });
    rows.add(QStringLiteral("float32"), 4, [](std::uint64_t value) {
        const auto number = std::bit_cast<float>(static_cast<std::uint32_t>(value));
        return floatText(double{number}, std::numeric_limits<float>::max_digits10);
    });
    rows.add(QStringLiteral("float64"), 8, [](std::uint64_t value) {
        return floatText(std::bit_cast<double>(value), std::numeric_limits<double>::max_digits10);
    });
    rows.add(translated("time, s"), 4, [](std::uint64_t value) { return timeText(value, false); });
    rows.add(translated("time, ms"), 8, [](std::uint64_t value) { return timeText(value, true); });
    return rows.take();
}

} // namespace framescope::present
