// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <cstdint>
#include <optional>

namespace framescope::ui {

/// Asks what is to become of a recording that is in no file of the user's, or of the notes and
/// marks on one that is. `rejected` is Cancel.
class UnsavedDialog : public QDialog
{
    Q_OBJECT

public:
    /// `size`: of the recording; nothing where only notes and marks would be lost.
    UnsavedDialog(const QString& title, std::optional<std::uint64_t> size,
                  QWidget* parent = nullptr);

signals:
    void saveChosen();
    void discardChosen();
};

} // namespace framescope::ui
