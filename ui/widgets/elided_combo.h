// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace framescope::ui {

/// A list to choose from that may be narrower than its entries: the one that is shown is elided.
class ElidedCombo : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;

protected:
    void initStyleOption(QStyleOptionComboBox* option) const override;
};

} // namespace framescope::ui
