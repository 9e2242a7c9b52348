// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/options/options_page.h"

class QCheckBox;

namespace framescope::ui {

class DurationField;
class NumberField;

/// How long to wait, when to try again, and where to follow.
class TimingPage : public OptionsPage
{
    Q_OBJECT

public:
    TimingPage();

    void load(const connection::ConnectionOptions& options) override;
    void store(connection::ConnectionOptions& options) const override;

private:
    void showFields();

    DurationField* connectTimeout_;
    DurationField* upgradeTimeout_;
    DurationField* closeTimeout_;
    DurationField* keepAlive_;
    QCheckBox* reconnects_;
    DurationField* first_;
    DurationField* longest_;
    NumberField* attempts_;
    QCheckBox* followRedirects_;
};

} // namespace framescope::ui
