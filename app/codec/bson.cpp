// SPDX-License-Identifier: GPL-3.0-or-later
//
// BSON 1.1, https://bsonspec.org/spec.html
#include "codec/integers.h"
#include "codec/item.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace framescope::codec {

namespace {

constexpr std::size_t LengthSize = 4;
constexpr std::uint8_t OldBinary = 2; ///< a subtype with a second length

struct Type
{
    std::uint8_t head;
    Form form;
    const char* name;
    std::size_t size = 0;       ///< of values of a fixed size, else 0
    const char* what = nullptr; ///< name of such a value in errors
};

constexpr auto Types = std::to_array<Type>({
    {0x01, Form::Float64, "double", 8, "double"},
    {0x02, Form::Text, "string"},
    {0x03, Form::Map, "document"},
    {0x04, Form::Array, "array"},
    {0x05, Form::Bytes, "binary"},
    {0x06, Form::Undefined, "undefined"},
    {0x07, Form::Special, "ObjectId", 12, "ObjectId"},
    {0x08, Form::False, "bool", 1, "bool"},
    {0x09, Form::Special, "date", 8, "time"},
    {0x0A, Form::Null, "null"},
    {0x0B, Form::Special, "regular expression"},
    {0x0C, Form::Special, "DBPointer"},
    {0x0D, Form::Special, "JavaScript"},
    {0x0E, Form::Special, "symbol"},
    {0x0F, Form::Special, "JavaScript with scope"},
    {0x10, Form::Unsigned, "int 32", 4, "integer"},
    {0x11, Form::Special, "timestamp", 8, "time"},
    {0x12, Form::Unsigned, "int 64", 8, "integer"},
    {0x13, Form::Special, "decimal 128", 16, "decimal 128"},
    {0x7F, Form::Special, "max key"},
    {0xFF, Form::Special, "min key"},
});

/// The entry of a type; null if there is none.
const Type* typeOf(std::uint8_t head)
{
    const auto* const found = std::ranges::find(Types, head, &Type::head);
    return found == Types.end() ? nullptr : found;
}

/// Reads one value. Each step returns false if it fails, and then sets `failure_`.
class ValueOfType
{
public:
    ValueOfType(ByteView bytes, std::size_t at, std::uint8_t head) : bytes_(bytes)
    {
        item_.head = head;
        item_.begin = item_.content = item_.end = at;
    }

    ItemResult read()
    {
        return readByType() ? ItemResult(item_) : tl::unexpected(*std::move(failure_));
    }

private:
    bool fail(std::size_t at, std::string what)
    {
        failure_ = DecodeFailure{at, std::move(what)};
        return false;
    }

    bool has(std::size_t at, std::uint64_t count, const char* what)
    {
        failure_ = missing(bytes_, at, count, what);
        return !failure_;
    }

    bool readLength(std::size_t at, std::uint32_t least)
    {
        if (!has(at, LengthSize, "a length")) {
            return false;
        }
        length_ = static_cast<std::uint32_t>(littleEndian(bytes_, at, LengthSize));
        return (length_ <= 0x7FFFFFFFU && length_ >= least) ||
               fail(at, "a length of " + std::to_string(static_cast<std::int32_t>(length_)) +
                            ", expected at least " + std::to_string(least));
    }

    /// Reads a string: length, bytes, a zero byte. The zero is not part of the content.
    bool readString(std::size_t at)
    {
        item_.content = at + LengthSize;
        if (!readLength(at, 1) || !has(item_.content, length_, "a string")) {
            return false;
        }
        item_.end = item_.content + length_;
        return bytes_[item_.end - 1] == 0 ||
               fail(item_.end - 1, "expected the zero that ends a string");
    }

    bool readBinary()
    {
        item_.content = item_.begin + LengthSize;
        if (!readLength(item_.begin, 0) || !has(item_.content, length_ + 1ULL, "binary data")) {
            return false;
        }
        item_.argument = bytes_[item_.content++];
        item_.end = item_.content + length_;
        if (item_.argument != OldBinary) {
            return true;
        }
        const std::uint32_t outer = length_;
        bytes_ = bytes_.first(item_.end);
        if (!readLength(item_.content, 0)) {
            return false;
        }
        if (length_ + LengthSize != outer) {
            return fail(item_.content, "the two lengths do not agree");
        }
        item_.content += LengthSize;
        return true;
    }

    bool readDocument()
    {
        item_.end = item_.content = item_.begin + LengthSize;
        const bool read =
            readLength(item_.begin, LengthSize + 1) && has(item_.begin, length_, "a document");
        item_.argument = length_;
        return read;
    }

    /// Reads two texts, each ended by a zero byte.
    bool readRegularExpression()
    {
        for (int text = 0; text < 2; ++text) {
            const std::size_t zero = asText(bytes_).find('\0', item_.end);
            if (zero == std::string_view::npos) {
                return fail(item_.end, "the data end in a regular expression");
            }
            item_.end = zero + 1;
        }
        return true;
    }

    bool readPointer()
    {
        constexpr std::size_t objectId = 12;
        const bool read = readString(item_.begin) && has(item_.end, objectId, "a DBPointer");
        item_.end += objectId;
        return read;
    }

    /// Checks only the length of the scope: this type is deprecated.
    bool readScopedCode()
    {
        if (!readLength(item_.begin, 14) || !has(item_.begin, length_, "code with scope")) {
            return false;
        }
        const std::size_t end = item_.begin + length_;
        bytes_ = bytes_.first(end);
        const bool read = readString(item_.begin + LengthSize);
        item_.end = end;
        return read;
    }

    bool readFixed(const Type& type)
    {
        if (!has(item_.begin, type.size, type.what)) {
            return false;
        }
        item_.end = item_.begin + type.size;
        if (type.size <= sizeof(std::uint64_t)) {
            item_.argument = littleEndian(bytes_, item_.begin, type.size);
        }
        if (type.form == Form::Unsigned) {
            setSigned(item_, type.size == 4 ? static_cast<std::int32_t>(item_.argument)
                                            : static_cast<std::int64_t>(item_.argument));
        } else if (type.form == Form::False) {
            item_.form = item_.argument == 1 ? Form::True : Form::False;
            return item_.argument <= 1 || fail(item_.begin, "expected 0 or 1 for false or true");
        }
        return true;
    }

    bool readByType()
    {
        const Type* const type = typeOf(item_.head);
        if (!type) {
            return fail(item_.begin, "type " + std::to_string(item_.head) + " is none of BSON's");
        }
        item_.form = type->form;
        switch (item_.head) {
        case 0x02:
        case 0x0D:
        case 0x0E:
            return readString(item_.begin);
        case 0x03:
        case 0x04:
            return readDocument();
        case 0x05:
            return readBinary();
        case 0x0B:
            return readRegularExpression();
        case 0x0C:
            return readPointer();
        case 0x0F:
            return readScopedCode();
        default:
            return readFixed(*type); // its size may be zero
        }
    }

    ByteView bytes_;
    Item item_;
    std::uint32_t length_ = 0; ///< the last length that was read
    std::optional<DecodeFailure> failure_;
};

std::string binaryType(std::uint64_t subtype)
{
    static constexpr auto Names = std::to_array<const char*>(
        {"", ", function", ", old", ", old UUID", ", UUID", ", MD5", ", encrypted"});
    return "binary" + (subtype < Names.size() ? std::string(Names[subtype])
                                              : ", subtype " + std::to_string(subtype));
}

} // namespace

ItemResult readBson(ByteView bytes, std::size_t at, std::uint8_t type)
{
    return ValueOfType(bytes, at, type).read();
}

std::string bsonType(const Item& item)
{
    return item.form == Form::Bytes ? binaryType(item.argument) : typeOf(item.head)->name;
}

} // namespace framescope::codec
