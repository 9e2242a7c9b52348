// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/options/options_page.h"

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;

namespace framescope::ui {

class ChoiceField;

/// Compression, and what messages of the server may be.
class MessagesPage : public OptionsPage
{
    Q_OBJECT

public:
    MessagesPage();

    void load(const connection::ConnectionOptions& options) override;
    void store(connection::ConnectionOptions& options) const override;
    void showAll(const connection::ConnectionOptions& options) override;
    Result<void> check() const override;

private:
    enum class Mode { Off, Deflate, Line };

    void showFields();

    ChoiceField* mode_;
    QCheckBox* serverNoTakeover_;
    QCheckBox* clientNoTakeover_;
    ChoiceField* serverBits_;
    ChoiceField* clientBits_;
    QLineEdit* extensions_;
    QLabel* preview_;
    QDoubleSpinBox* largest_;
    QCheckBox* strict_;
};

} // namespace framescope::ui
