// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <cstdint>
#include <optional>
#include <vector>

class QAbstractButton;
class QListWidget;
class QPushButton;

namespace framescope::ui {

/// What would be lost with a tab.
struct UnsavedItem
{
    QString title;
    std::optional<std::uint64_t> size; ///< of the recording; none: notes and marks alone
    QString savedTo;                   ///< where the beginning of it is saved; empty: nowhere
    std::uint64_t savedSize = 0;       ///< of that beginning
    bool isOpen = false;               ///< the connection is
};

/// Asks what is to become of recordings that are in no file of the user's, and of notes and marks
/// on those that are: all at once. `rejected` is Cancel.
class UnsavedDialog : public QDialog
{
    Q_OBJECT

public:
    explicit UnsavedDialog(const std::vector<UnsavedItem>& items, QWidget* parent = nullptr);

signals:
    /// For each of the items whether it is to be saved; the others are to be discarded.
    void decided(const std::vector<bool>& save);

private:
    QListWidget* makeList(const std::vector<UnsavedItem>& items);
    void decide(const std::vector<bool>& save);
    std::vector<bool> chosen() const;
    void showChoice();

    std::size_t count_;
    QListWidget* list_ = nullptr; ///< where there are several
    QPushButton* save_ = nullptr;
};

} // namespace framescope::ui
