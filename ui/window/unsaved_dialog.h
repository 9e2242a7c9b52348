// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <cstdint>
#include <optional>
#include <vector>

class QListWidget;
class QPushButton;

namespace framescope::ui {

/// The data that would be lost if a tab were closed.
struct UnsavedItem
{
    QString title;
    std::optional<std::uint64_t> size; ///< of the recording; nullopt: only notes and marks
    QString savedTo;                   ///< file with the beginning, or that is edited; may be empty
    std::uint64_t savedSize = 0;       ///< of that beginning
    bool isOpen = false;               ///< there is a connection
    QString stops;                     ///< a sentence about what else is stopped; may be empty
    /// Of what a task edits, in place of a recording: a sentence, and a word or two.
    QString edited;
    QString editedInShort;

    bool isText() const { return !edited.isEmpty(); }
};

/// Asks in one dialog about all unsaved recordings, unsaved notes and marks on saved ones, and
/// unsaved changes of files that are edited.
/// `rejected` means Cancel.
class UnsavedDialog : public QDialog
{
    Q_OBJECT

public:
    explicit UnsavedDialog(const std::vector<UnsavedItem>& items, QWidget* parent = nullptr);

signals:
    /// `save`: for each item, whether to save it; the others are to be discarded.
    void decided(const std::vector<bool>& save);

private:
    QListWidget* makeList(const std::vector<UnsavedItem>& items);
    void decide(const std::vector<bool>& save);
    std::vector<bool> chosen() const;
    void showChoice();

    std::size_t count_;
    QListWidget* list_ = nullptr; ///< null for a single item
    QPushButton* save_ = nullptr;
};

} // namespace framescope::ui
