// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include <cstdint>
#include <optional>

namespace framescope::ui {

/// A field in which the code of a Close frame is typed or chosen. It accepts only a number or an
/// entry of the list, and does not complete text.
class CloseCodeField : public QComboBox
{
    Q_OBJECT

public:
    explicit CloseCodeField(QWidget* parent = nullptr);

    /// nullopt for a Close frame without a code, and if the text is invalid.
    std::optional<std::uint16_t> code() const;
    /// Chooses a code, or none.
    void setCode(std::optional<std::uint16_t> code);
    /// Whether the text is neither a number of 16 bits nor an entry of the list.
    bool isInvalid() const;
    /// A sentence on why the code can't be sent as RFC 6455 has it; empty if it can.
    QString mistake() const;

protected:
    /// Selects the text, so that typing replaces it, also after a click.
    void focusInEvent(QFocusEvent* event) override;
};

} // namespace framescope::ui
