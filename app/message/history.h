// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "message/draft.h"

#include <QString>
#include <QStringView>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace framescope::message {

/// What was sent, over all sessions: drafts with their templates as written, so that the values of
/// variables are never in it. A file of the user's data folder (mode 0600), one line of JSON a
/// draft; damaged lines are skipped. Several programs may use one file: each sees what the others
/// have added when it is created.
///
/// A draft with a secret in it (a token, a URL with a password, or one of the values given to
/// `setSecrets`) and one of more than LargestKept bytes is kept in memory only.
class History
{
public:
    struct Entry
    {
        Draft draft;
        std::int64_t time = 0; ///< milliseconds since 1970
        bool isKept = true;    ///< it is in the file too
    };

    struct Limits
    {
        std::size_t entries = 1000;
        std::size_t bytes = 4 * 1024 * 1024; ///< of the file; it grows to twice that in between
    };
    static constexpr std::size_t LargestKept = 256 * 1024;

    /// "history.jsonl" in QStandardPaths' AppLocalDataLocation.
    static QString defaultPath();

    /// Reads the file, if there is one; what can't be read is left out.
    History(const QString& path, const Limits& limits);
    explicit History(const QString& path) : History(path, Limits()) {}

    /// The oldest first.
    const std::deque<Entry>& entries() const { return entries_; }
    /// The number of lines of the file that were damaged.
    std::size_t damaged() const { return damaged_; }
    /// The indices of the entries that contain the text, in any case, the newest first; all for an
    /// empty text.
    std::vector<std::size_t> find(QStringView text) const;

    /// Texts that must not be written: the values of secret variables. Empty ones are ignored.
    void setSecrets(const std::vector<QString>& secrets);

    /// Adds a draft, unless it is equal to the newest one, whose time it gets then. After an error
    /// it is in memory.
    Result<void> add(const Draft& draft, std::int64_t time);
    Result<void> remove(std::size_t index);
    Result<void> clear();

private:
    void read();
    void dropOldest();
    bool isSecret(const Draft& draft) const;
    Result<void> append(const std::string& line);
    Result<void> rewrite();

    QString path_;
    Limits limits_;
    std::deque<Entry> entries_;
    std::vector<std::string> secrets_;
    std::size_t damaged_ = 0;
    std::uint64_t fileSize_ = 0; ///< as far as this object knows
};

} // namespace framescope::message
