// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <cstdint>

namespace framescope::ui {

/// Asks what is to become of a recording that is in no file of the user's. `rejected` is Cancel.
class UnsavedDialog : public QDialog
{
    Q_OBJECT

public:
    UnsavedDialog(const QString& title, std::uint64_t size, QWidget* parent = nullptr);

signals:
    void saveChosen();
    void discardChosen();
};

} // namespace framescope::ui
