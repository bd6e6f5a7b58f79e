namespace AuthMethods.Storage;

/// <summary>Writes and reads a value as the engines' clients return it, with its type.</summary>
internal static class StoredValue
{
    public static void Write(BinaryWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.Write((byte)0); break;
            case string text: Begin(1).Write(text); break;
            case long number: Begin(2).Write7BitEncodedInt64(number); break;
            case int number: Begin(3).Write7BitEncodedInt(number); break;
            case short number: Begin(4).Write(number); break;
            case byte number: Begin(5).Write(number); break;
            case bool flag: Begin(6).Write(flag); break;
            case double number: Begin(7).Write(number); break;
            case decimal number: Begin(8).Write(number); break;
            case Guid id: Begin(9).Write(id.ToByteArray()); break;
            case DateTime instant: Begin(10).Write(instant.ToBinary()); break;
            case byte[] bytes:
                Begin(11).Write7BitEncodedInt(bytes.Length);
                writer.Write(bytes);
                break;
            case string[] texts:
                Begin(12).Write7BitEncodedInt(texts.Length);
                foreach (var text in texts) writer.Write(text);
                break;
            default: throw new NotSupportedException($"A column contains a {value.GetType().Name}.");
        }

        BinaryWriter Begin(byte type)
        {
            writer.Write(type);
            return writer;
        }
    }

    public static object? Read(BinaryReader reader)
    {
        switch (reader.ReadByte())
        {
            case 0: return null;
            case 1: return reader.ReadString();
            case 2: return reader.Read7BitEncodedInt64();
            case 3: return reader.Read7BitEncodedInt();
            case 4: return reader.ReadInt16();
            case 5: return reader.ReadByte();
            case 6: return reader.ReadBoolean();
            case 7: return reader.ReadDouble();
            case 8: return reader.ReadDecimal();
            case 9: return new Guid(reader.ReadBytes(16));
            case 10: return DateTime.FromBinary(reader.ReadInt64());
            case 11: return reader.ReadBytes(reader.Read7BitEncodedInt());
            case 12:
                var texts = new string[reader.Read7BitEncodedInt()];
                for (var i = 0; i < texts.Length; i++) texts[i] = reader.ReadString();
                return texts;
            case var type: throw new InvalidDataException($"A snapshot contains a value of the type {type}.");
        }
    }
}
