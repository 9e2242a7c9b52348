// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/frames/frame_header.h"
#include "wire/rules.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace framescope::present {

/// A field of a frame, as in the diagram of RFC 6455 5.2, with its value.
struct FrameField
{
    QString name;      ///< the RFC's name
    QString shortName; ///< fits over its bits
    QString value;     ///< "1", "0x9", "126", "37 fa 21 3d"; "–" if it was cut off
    QString meaning;   ///< what the value means
    QString binary;    ///< the bits of the opcode or the 7-bit length; else empty
    QString violation; ///< failed checks with their RFC sections; may be empty
    std::optional<wire::Severity> severity; ///< of the worst failed check
    int firstBit = 0;                       ///< from the start of the frame
    int bits = 0;                           ///< of the payload: at most the room in the diagram

    int firstByte() const { return firstBit / 8; }
    int lastByte() const { return (firstBit + bits - 1) / 8; }
};

/// Returns the fields of a header in wire order, then the payload (with `bits` 0 if empty). A field
/// that was cut off is described as missing. Each violation is at one field.
std::vector<FrameField> frameFields(const wire::FrameHeader& header, bool compressed,
                                    const wire::Violations& violations);

/// A piece of a field in a diagram of 32 bits per line.
struct DiagramCell
{
    std::size_t field = 0; ///< index in the list of fields
    int line = 0;
    int firstColumn = 0; ///< first bit in the line, 0 to 31
    int columns = 0;
    bool continued = false; ///< not the field's first piece
};

/// Places the fields in lines. The payload fills the rest of its line and one line more.
std::vector<DiagramCell> diagramCells(const std::vector<FrameField>& fields);

} // namespace framescope::present
