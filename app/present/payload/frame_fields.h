// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/frames/frame_header.h"
#include "wire/rules.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace framescope::present {

/// One field of the diagram in RFC 6455 5.2, as it stood in a frame.
struct FrameField
{
    QString name;      ///< as the RFC calls it
    QString shortName; ///< fits over its bits
    QString value;     ///< as it stood: "1", "0x9", "126", "37 fa 21 3d"
    QString meaning;   ///< what the value says
    QString binary;    ///< of two to eight bits: each of them
    QString violation; ///< what checks say about it, with their sections; may be empty
    std::optional<wire::Severity> severity; ///< of the worst of them
    int firstBit = 0;                       ///< from the start of the frame
    int bits = 0;                           ///< of the payload: as many as the diagram has room for

    int firstByte() const { return firstBit / 8; }
    int lastByte() const { return (firstBit + bits - 1) / 8; }
};

/// The fields of a header in wire order, then the payload (`bits` is 0 where it is empty). What
/// was cut off is said to be missing; each violation stands at one field.
std::vector<FrameField> frameFields(const wire::FrameHeader& header, bool compressed,
                                    const wire::Violations& violations);

/// A piece of a field in a diagram of 32 bits a line.
struct DiagramCell
{
    std::size_t field = 0; ///< position in the list of fields
    int line = 0;
    int firstColumn = 0; ///< bit, 0 to 31
    int columns = 0;
    bool continued = false; ///< not the field's first piece
};

/// Where the fields go. The payload takes what is left of its line, and one line more.
std::vector<DiagramCell> diagramCells(const std::vector<FrameField>& fields);

} // namespace framescope::present
