// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/frame_fields.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "present/words/format.h"

#include <QStringList>

#include <algorithm>

namespace framescope::present {

namespace {

using wire::FrameHeader;
using wire::LengthForm;
using wire::Opcode;
using wire::Rule;

constexpr int lineBits = 32;

/// The field that a check is about.
enum class Part { Fin, Rsv1, Rsv2, Rsv3, Opcode, Mask, Length, Payload };

Part partOf(const wire::Violation& violation, const FrameHeader& header)
{
    switch (violation.rule) {
    case Rule::ControlFragmented:
        return Part::Fin;
    case Rule::DeflateControl:
    case Rule::DeflateContinuation:
        return Part::Rsv1;
    case Rule::RsvSet: // at the first bit without a meaning
        if ((header.rsv & FrameHeader::Rsv2) != 0) {
            return Part::Rsv2;
        }
        return (header.rsv & FrameHeader::Rsv3) != 0 ? Part::Rsv3 : Part::Rsv1;
    case Rule::OpcodeReserved:
    case Rule::ContinuationUnexpected:
    case Rule::MessageInterleaved:
    case Rule::DataAfterClose:
    case Rule::PingUnanswered:
    case Rule::CloseUnanswered:
        return Part::Opcode;
    case Rule::MaskMissing:
    case Rule::MaskUnexpected:
        return Part::Mask;
    case Rule::ControlTooLong:
    case Rule::LengthNotMinimal:
    case Rule::LengthMsb:
        return Part::Length;
    default:
        return Part::Payload;
    }
}

QString sentenceOf(const wire::Violation& violation)
{
    return QStringLiteral("%1 (%2)").arg(toQString(wire::violationText(violation)),
                                         latinText(wire::info(violation.rule).section));
}

class Builder
{
public:
    Builder(const FrameHeader& header, bool compressed, const wire::Violations& violations)
        : header_(header), compressed_(compressed), violations_(violations)
    {
    }

    std::vector<FrameField> build()
    {
        addFlags();
        addOpcode();
        addMaskBit();
        addLength();
        if (header_.masked) {
            addMaskingKey();
        }
        addPayload();
        return std::move(fields_);
    }

private:
    void add(int bits, const QString& name, const QString& shortName, const QString& value,
             const QString& meaning, std::optional<Part> part)
    {
        FrameField field{name, shortName, value, meaning, {}, {}, {}, at_, bits};
        if (at_ + bits > header_.size * 8 && part != Part::Payload) {
            field.value = QStringLiteral("–");
            field.meaning = translated("did not come: the frame was cut off");
        }
        QStringList sentences;
        for (const wire::Violation& violation : violations_) {
            if (part == partOf(violation, header_)) {
                sentences += sentenceOf(violation);
                field.severity = std::max(field.severity, // nullopt is less than any severity
                                          std::optional(wire::info(violation.rule).severity));
            }
        }
        field.violation = sentences.join(QStringLiteral("; "));
        fields_.push_back(std::move(field));
        at_ += bits;
    }

    /// Sets the bits of the field that was added last.
    void addBinary(std::uint64_t value)
    {
        FrameField& field = fields_.back();
        field.binary = QStringLiteral("%1").arg(value, field.bits, 2, QLatin1Char('0'));
    }

    static QString bit(bool set) { return QString::number(set ? 1 : 0); }

    void addFlags()
    {
        add(1, QStringLiteral("FIN"), QStringLiteral("FIN"), bit(header_.fin),
            header_.fin ? translated("the last frame of its message")
                        : translated("more frames follow"),
            Part::Fin);
        const bool rsv1 = (header_.rsv & FrameHeader::Rsv1) != 0;
        const QString meaning = rsv1 && compressed_
                                    ? translated("the message is compressed (permessage-deflate)")
                                    : reservedMeaning(rsv1);
        add(1, QStringLiteral("RSV1"), QStringLiteral("RSV1"), bit(rsv1), meaning, Part::Rsv1);
        addReserved(QStringLiteral("RSV2"), FrameHeader::Rsv2, Part::Rsv2);
        addReserved(QStringLiteral("RSV3"), FrameHeader::Rsv3, Part::Rsv3);
    }

    static QString reservedMeaning(bool set)
    {
        return set ? translated("set, though nothing was agreed on for it")
                   : translated("not used");
    }

    void addReserved(const QString& name, std::uint8_t mask, Part part)
    {
        const bool set = (header_.rsv & mask) != 0;
        add(1, name, name, bit(set), reservedMeaning(set), part);
    }

    void addOpcode()
    {
        const auto number = static_cast<int>(header_.opcode);
        add(4, QStringLiteral("opcode"), QStringLiteral("op"),
            QStringLiteral("0x%1").arg(QString::number(number, 16).toUpper()),
            latinText(wire::opcodeName(header_.opcode)), Part::Opcode);
        addBinary(static_cast<std::uint64_t>(number));
    }

    void addMaskBit()
    {
        add(1, QStringLiteral("MASK"), QStringLiteral("MASK"), bit(header_.masked),
            header_.masked ? translated("the payload is masked")
                           : translated("the payload is not masked"),
            Part::Mask);
    }

    void addLength()
    {
        const QString name = QStringLiteral("Payload len");
        const QString shortName = QStringLiteral("len");
        const QString length = QString::number(header_.payloadLength);
        if (header_.lengthForm == LengthForm::Bits7) {
            add(7, name, shortName, length, translated("bytes of payload"), Part::Length);
            addBinary(header_.payloadLength);
            return;
        }
        const bool wide = header_.lengthForm == LengthForm::Bits64;
        add(7, name, shortName, QString::number(wide ? 127 : 126),
            wide ? translated("the length is in the next 64 bits")
                 : translated("the length is in the next 16 bits"),
            {});
        addBinary(wide ? 127 : 126);
        add(wide ? 64 : 16, QStringLiteral("Extended payload length"),
            QStringLiteral("Extended len"), length, translated("bytes of payload"), Part::Length);
    }

    void addMaskingKey()
    {
        const bool zero = std::ranges::count(header_.maskKey, 0) == 4;
        add(lineBits, QStringLiteral("Masking-key"), QStringLiteral("Masking-key"),
            latinText(spacedHex(header_.maskKey)),
            zero ? translated("zero: the payload stands as it is")
                 : translated("XORed with the payload"),
            {});
    }

    void addPayload()
    {
        const int room = lineBits - at_ % lineBits + lineBits;
        const auto bits = std::min<std::uint64_t>(header_.payloadLength, lineBits) * 8;
        add(static_cast<int>(std::min<std::uint64_t>(bits, static_cast<std::uint64_t>(room))),
            QStringLiteral("Payload Data"), QStringLiteral("Payload"),
            formatCount(header_.payloadLength), payloadMeaning(), Part::Payload);
    }

    QString payloadMeaning() const
    {
        if (header_.payloadLength == 0) {
            return translated("bytes: there is none");
        }
        if (compressed_) {
            return header_.masked ? translated("bytes, compressed and masked")
                                  : translated("bytes, compressed");
        }
        return header_.masked ? translated("bytes, masked") : translated("bytes");
    }

    const FrameHeader& header_;
    bool compressed_;
    const wire::Violations& violations_;
    std::vector<FrameField> fields_;
    int at_ = 0;
};

} // namespace

std::vector<FrameField> frameFields(const wire::FrameHeader& header, bool compressed,
                                    const wire::Violations& violations)
{
    return Builder(header, compressed, violations).build();
}

std::vector<DiagramCell> diagramCells(const std::vector<FrameField>& fields)
{
    std::vector<DiagramCell> cells;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        int bit = fields[i].firstBit;
        int left = fields[i].bits;
        while (left > 0) {
            const int column = bit % lineBits;
            const int columns = std::min(left, lineBits - column);
            cells.push_back({i, bit / lineBits, column, columns, bit != fields[i].firstBit});
            bit += columns;
            left -= columns;
        }
    }
    return cells;
}

} // namespace framescope::present
