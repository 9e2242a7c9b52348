// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/frame_fields.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <initializer_list>

namespace framescope::present {

namespace {

using wire::FrameHeader;
using wire::LengthForm;
using wire::Opcode;
using wire::Rule;

constexpr int lineBits = 32;

QString tr(const char* text)
{
    return QCoreApplication::translate("framescope::present::FrameFields", text);
}

QString said(const wire::Violations& violations, std::initializer_list<Rule> rules)
{
    QStringList sentences;
    for (const wire::Violation& violation : violations) {
        if (std::find(rules.begin(), rules.end(), violation.rule) != rules.end()) {
            const auto& rule = wire::info(violation.rule);
            sentences += QStringLiteral("%1 (%2)").arg(
                QString::fromStdString(wire::violationText(violation)),
                QString::fromUtf8(rule.section.data(),
                                  static_cast<qsizetype>(rule.section.size())));
        }
    }
    return sentences.join(QStringLiteral("; "));
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
             const QString& meaning, std::initializer_list<Rule> rules)
    {
        fields_.push_back({name, shortName, value, meaning, said(violations_, rules), at_, bits});
        at_ += bits;
    }

    static QString bit(bool set) { return QString::number(set ? 1 : 0); }

    void addFlags()
    {
        add(1, QStringLiteral("FIN"), QStringLiteral("FIN"), bit(header_.fin),
            header_.fin ? tr("the last frame of its message") : tr("more frames follow"),
            {Rule::ControlFragmented});
        const bool rsv1 = (header_.rsv & FrameHeader::Rsv1) != 0;
        QString meaning = tr("not used");
        if (rsv1) {
            meaning = compressed_ ? tr("the message is compressed (permessage-deflate)")
                                  : tr("set, though nothing was agreed on for it");
        }
        add(1, QStringLiteral("RSV1"), QStringLiteral("R1"), bit(rsv1), meaning,
            {Rule::RsvSet, Rule::DeflateControl, Rule::DeflateContinuation});
        addReserved(QStringLiteral("RSV2"), QStringLiteral("R2"), FrameHeader::Rsv2);
        addReserved(QStringLiteral("RSV3"), QStringLiteral("R3"), FrameHeader::Rsv3);
    }

    void addReserved(const QString& name, const QString& shortName, std::uint8_t mask)
    {
        const bool set = (header_.rsv & mask) != 0;
        const QString meaning =
            set ? tr("set, though nothing was agreed on for it") : tr("not used");
        if (set) {
            add(1, name, shortName, bit(set), meaning, {Rule::RsvSet});
        } else {
            add(1, name, shortName, bit(set), meaning, {});
        }
    }

    void addOpcode()
    {
        const auto name = wire::opcodeName(header_.opcode);
        add(4, QStringLiteral("opcode"), QStringLiteral("opcode"),
            QStringLiteral("0x%1").arg(static_cast<int>(header_.opcode), 0, 16),
            QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
            {Rule::OpcodeReserved, Rule::ContinuationUnexpected, Rule::MessageInterleaved,
             Rule::DataAfterClose});
    }

    void addMaskBit()
    {
        add(1, QStringLiteral("MASK"), QStringLiteral("M"), bit(header_.masked),
            header_.masked ? tr("the payload is masked") : tr("the payload is not masked"),
            {Rule::MaskMissing, Rule::MaskUnexpected});
    }

    void addLength()
    {
        const QString name = QStringLiteral("Payload len");
        const QString bytes =
            tr("%1 bytes").arg(QLocale::c().toString(qulonglong{header_.payloadLength}));
        const std::initializer_list<Rule> rules = {Rule::ControlTooLong, Rule::LengthNotMinimal,
                                                   Rule::LengthMsb};
        if (header_.lengthForm == LengthForm::Bits7) {
            add(7, name, name, QString::number(header_.payloadLength), bytes, rules);
            return;
        }
        const bool wide = header_.lengthForm == LengthForm::Bits64;
        add(7, name, name, QString::number(wide ? 127 : 126),
            wide ? tr("the length is in the next 64 bits")
                 : tr("the length is in the next 16 bits"),
            {});
        add(wide ? 64 : 16, QStringLiteral("Extended payload length"),
            QStringLiteral("Extended length"), QString::number(header_.payloadLength), bytes,
            rules);
    }

    void addMaskingKey()
    {
        QStringList bytes;
        for (const std::uint8_t byte : header_.maskKey) {
            bytes += QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0'));
        }
        const bool zero = std::all_of(header_.maskKey.begin(), header_.maskKey.end(),
                                      [](std::uint8_t byte) { return byte == 0; });
        add(lineBits, QStringLiteral("Masking-key"), QStringLiteral("Masking-key"),
            bytes.join(QLatin1Char(' ')),
            zero ? tr("zero: the payload stands as it is") : tr("XORed over the payload"), {});
    }

    void addPayload()
    {
        const int room = lineBits - at_ % lineBits + lineBits;
        const auto bits = std::min<std::uint64_t>(header_.payloadLength, lineBits) * 8;
        add(static_cast<int>(std::min<std::uint64_t>(bits, static_cast<std::uint64_t>(room))),
            QStringLiteral("Payload Data"), QStringLiteral("Payload"),
            QLocale::c().toString(qulonglong{header_.payloadLength}), tr("bytes"),
            {Rule::FrameTruncated, Rule::Utf8Invalid, Rule::DeflateInvalid, Rule::ClosePayloadShort,
             Rule::CloseCodeInvalid, Rule::CloseReasonUtf8, Rule::PongUnsolicited,
             Rule::PongPayloadDiffers});
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
            cells.push_back({i, bit / lineBits, column, columns});
            bit += columns;
            left -= columns;
        }
    }
    return cells;
}

} // namespace framescope::present
