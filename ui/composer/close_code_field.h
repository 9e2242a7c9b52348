// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include <cstdint>
#include <optional>

namespace framescope::ui {

/// Where the code of a Close frame is typed or chosen. Only a number or an entry of the list is
/// a code: nothing is guessed from what only begins like one.
class CloseCodeField : public QComboBox
{
    Q_OBJECT

public:
    explicit CloseCodeField(QWidget* parent = nullptr);

    /// None: a Close frame without a code, or what is typed is a mistake.
    std::optional<std::uint16_t> code() const;
    /// A sentence on what can't be sent; empty: nothing is wrong.
    QString mistake() const;

protected:
    /// What is typed next takes the place of what stands here, also after a click.
    void focusInEvent(QFocusEvent* event) override;
};

} // namespace framescope::ui
