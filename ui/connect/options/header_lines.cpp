// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/header_lines.h"

#include "base/text/base64.h"
#include "base/text/qt_string.h"
#include "present/words/visible_line.h"
#include "redaction/secret_names.h"
#include "ui/style/colours.h"
#include "wire/http/http_token.h"

#include <QFont>
#include <QRandomGenerator>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr const char* KeyHeader = "Sec-WebSocket-Key";
constexpr std::size_t KeySize = 16; // bytes (RFC 6455 4.1)

auto named(const std::string& name)
{
    return [&name](const wire::HeaderField& field) {
        return wire::equalsIgnoreCase(field.name, name);
    };
}

bool isEmpty(const wire::HeaderField& field)
{
    return field.name.empty() && field.value.empty();
}

} // namespace

void HeaderLines::setLines(const wire::HeaderFields& headers,
                           const std::vector<std::string>& leftOut)
{
    users_ = headers;
    leftOut_ = leftOut;
    rebuild();
}

void HeaderLines::setOwn(const wire::HeaderFields& own)
{
    if (own != own_) {
        own_ = own;
        rebuild();
    }
}

wire::HeaderFields HeaderLines::headers() const
{
    wire::HeaderFields headers;
    for (const wire::HeaderField& field : users_) {
        if (!isEmpty(field) && !isLeftOut(field.name)) {
            headers.push_back(field);
        }
    }
    return headers;
}

std::vector<std::string> HeaderLines::leftOut() const
{
    return leftOut_;
}

void HeaderLines::setSecretsShown(bool shown)
{
    secretsShown_ = shown;
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void HeaderLines::setMistake(std::optional<std::size_t> header, const std::string& name)
{
    if (header != mistakenHeader_ || name != mistakenName_) {
        mistakenHeader_ = header;
        mistakenName_ = name;
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

std::optional<int> HeaderLines::mistakenRow() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (isMistaken(row)) {
            return row;
        }
    }
    return std::nullopt;
}

bool HeaderLines::canMove(int row, int by) const
{
    if (row < 0 || row + by < 0 || row + by >= rowCount() || !isUsers(row) || !isUsers(row + by)) {
        return false;
    }
    // Lines that replace one of ours move among each other only.
    return rows_[static_cast<std::size_t>(row)].own ==
           rows_[static_cast<std::size_t>(row + by)].own;
}

int HeaderLines::add()
{
    users_.emplace_back();
    rebuild();
    emit edited();
    return rowOf(users_.size() - 1);
}

int HeaderLines::repeat(int row)
{
    const Row from = rows_.at(static_cast<std::size_t>(row));
    wire::HeaderField field = fieldOf(from);
    const bool isKey = wire::equalsIgnoreCase(field.name, KeyHeader);
    if (!from.user) {
        users_.push_back({field.name, isKey ? newKey() : field.value});
    }
    if (isKey) {
        field.value = newKey();
    }
    const std::size_t at = from.user ? *from.user + 1 : users_.size();
    users_.insert(users_.begin() + static_cast<std::ptrdiff_t>(at), field);
    setLeftOut(field.name, false);
    rebuild();
    emit edited();
    return rowOf(at);
}

int HeaderLines::move(int row, int by)
{
    if (!canMove(row, by)) {
        return row;
    }
    const std::size_t here = *rows_[static_cast<std::size_t>(row)].user;
    const std::size_t there = *rows_[static_cast<std::size_t>(row + by)].user;
    std::swap(users_[here], users_[there]);
    rebuild();
    emit edited();
    return row + by;
}

void HeaderLines::remove(int row)
{
    if (row >= 0 && row < rowCount() && isUsers(row)) {
        const std::size_t user = *rows_[static_cast<std::size_t>(row)].user;
        users_.erase(users_.begin() + static_cast<std::ptrdiff_t>(user));
        rebuild();
        emit edited();
    }
}

Result<int> HeaderLines::addText(const QString& text)
{
    connection::ConnectionOptions read;
    Result<int> taken = 0;
    int number = 0;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        ++number;
        const std::string trimmed = line.trimmed().toStdString();
        if (trimmed.empty()) {
            continue;
        }
        const auto added =
            connection::addHeaderLine(read, trimmed, "line " + std::to_string(number));
        if (!added && taken) {
            taken = tl::unexpected(added.error());
        } else if (added && taken) {
            ++*taken;
        }
    }
    users_.insert(users_.end(), read.headers.begin(), read.headers.end());
    for (const std::string& name : read.leftOut) {
        setLeftOut(name, true);
    }
    rebuild();
    emit edited();
    return taken;
}

std::string HeaderLines::newKey()
{
    Bytes key(KeySize);
    std::ranges::generate(
        key, [] { return static_cast<std::uint8_t>(QRandomGenerator::system()->bounded(256)); });
    return toBase64(key);
}

QString HeaderLines::textOf(const std::vector<int>& rows) const
{
    QString text;
    for (const int row : rows) {
        const wire::HeaderField& field = fieldOf(rows_.at(static_cast<std::size_t>(row)));
        text += toQString(field.name) + QStringLiteral(": ") + toQString(field.value) +
                QLatin1Char('\n');
    }
    return text;
}

int HeaderLines::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int HeaderLines::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderLines::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = rows_.at(static_cast<std::size_t>(index.row()));
    const wire::HeaderField& field = fieldOf(row);
    const bool out = isLeftOut(field.name);
    const auto shown = [&]() -> QString {
        switch (index.column()) {
        case Name:
            return toQString(field.name);
        case Value:
            return toQString(field.value);
        default:
            return kindOf(row);
        }
    };
    switch (role) {
    case Qt::EditRole:
        return !row.user && wire::equalsIgnoreCase(field.name, KeyHeader) && index.column() == Value
                   ? QString()
                   : shown();
    case Qt::DisplayRole:
        return index.column() == Value && isHidden(row) ? QString(8, QChar(0x2022))
                                                        : present::visibleLine(shown());
    case Qt::AccessibleTextRole:
        return index.column() == Value && isHidden(row) ? tr("hidden") : shown();
    case Qt::CheckStateRole:
        return index.column() == Name && row.own ? QVariant(out ? Qt::Unchecked : Qt::Checked)
                                                 : QVariant();
    case Qt::ForegroundRole:
        return isMistaken(index.row())                      ? style::colours().bad
               : !row.user || out || index.column() == Kind ? style::colours().muted
                                                            : style::colours().text;
    case Qt::FontRole: {
        QFont font;
        font.setStrikeOut(out && index.column() != Kind);
        return font;
    }
    default:
        return {};
    }
}

QVariant HeaderLines::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal) {
        return {};
    }
    return section == Name ? tr("Header") : section == Value ? tr("Value") : tr("Line");
}

Qt::ItemFlags HeaderLines::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = rows_.at(static_cast<std::size_t>(index.row()));
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == Value || (index.column() == Name && row.user)) {
        flags |= Qt::ItemIsEditable;
    }
    if (index.column() == Name && row.own) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

bool HeaderLines::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const Row row = rows_.at(static_cast<std::size_t>(index.row()));
    if (role == Qt::CheckStateRole && row.own) {
        setLeftOut(fieldOf(row).name, value.toInt() == Qt::Unchecked);
    } else if (role == Qt::EditRole && index.column() == Value) {
        replace(row, value.toString().toStdString());
    } else if (role == Qt::EditRole && index.column() == Name && row.user) {
        users_[*row.user].name = value.toString().trimmed().toStdString();
    } else {
        return false;
    }
    rebuild();
    emit edited();
    return true;
}

const wire::HeaderField& HeaderLines::fieldOf(const Row& row) const
{
    return row.user ? users_[*row.user] : own_[*row.own];
}

bool HeaderLines::isLeftOut(const std::string& name) const
{
    return std::ranges::any_of(leftOut_, [&name](const std::string& other) {
        return wire::equalsIgnoreCase(other, name);
    });
}

void HeaderLines::setLeftOut(const std::string& name, bool leftOut)
{
    std::erase_if(leftOut_, [&name](const std::string& other) {
        return wire::equalsIgnoreCase(other, name);
    });
    if (leftOut) {
        leftOut_.push_back(name);
    }
}

bool HeaderLines::isHidden(const Row& row) const
{
    const wire::HeaderField& field = fieldOf(row);
    return !secretsShown_ && !field.value.empty() && redaction::isSecretName(field.name) &&
           !wire::equalsIgnoreCase(field.name, KeyHeader);
}

bool HeaderLines::isMistaken(int row) const
{
    const Row& of = rows_[static_cast<std::size_t>(row)];
    if (!of.user) {
        return false;
    }
    return (mistakenHeader_ && sentIndex(of) == mistakenHeader_) ||
           (!mistakenName_.empty() && wire::equalsIgnoreCase(fieldOf(of).name, mistakenName_));
}

QString HeaderLines::kindOf(const Row& row) const
{
    return isLeftOut(fieldOf(row).name) ? tr("left out")
           : !row.user                  ? tr("default")
           : row.own                    ? tr("changed")
                                        : tr("added");
}

/// The number of a user's line among `headers()`.
std::optional<std::size_t> HeaderLines::sentIndex(const Row& row) const
{
    const auto isSent = [this](const wire::HeaderField& field) {
        return !isEmpty(field) && !isLeftOut(field.name);
    };
    if (!isSent(users_[*row.user])) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(std::count_if(
        users_.begin(), users_.begin() + static_cast<std::ptrdiff_t>(*row.user), isSent));
}

int HeaderLines::rowOf(std::size_t user) const
{
    const auto found = std::ranges::find(rows_, std::optional(user), &Row::user);
    return static_cast<int>(found - rows_.begin());
}

/// Puts the lines in the order in which they go out. Rows that stay keep selection and editor.
void HeaderLines::rebuild()
{
    std::vector<Row> rows;
    std::vector<bool> placed(users_.size());
    for (std::size_t own = 0; own < own_.size(); ++own) {
        const std::size_t before = rows.size();
        for (std::size_t user = 0; user < users_.size(); ++user) {
            if (named(own_[own].name)(users_[user])) {
                rows.push_back({own, user});
                placed[user] = true;
            }
        }
        if (rows.size() == before) {
            rows.push_back({own, {}});
        }
    }
    for (std::size_t user = 0; user < users_.size(); ++user) {
        if (!placed[user]) {
            rows.push_back({{}, user});
        }
    }
    if (rows.size() == rows_.size()) {
        rows_ = std::move(rows);
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    } else {
        beginResetModel();
        rows_ = std::move(rows);
        endResetModel();
    }
}

void HeaderLines::replace(const Row& row, const std::string& value)
{
    if (row.user) {
        users_[*row.user].value = value;
    } else if (const wire::HeaderField& own = own_[*row.own];
               value != own.value && !(value.empty() && own.name == KeyHeader)) {
        users_.push_back({own.name, value});
    }
}

} // namespace framescope::ui
