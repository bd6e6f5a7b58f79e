using AuthMethods.Storage;
using AuthMethods.Wire;

namespace AuthMethods.Features.Delta;

/// <summary>
/// The state of a delta query between two requests: where it is, and the options of its first request. It is valid in one tenant, for one
/// type of object and in one version.
/// </summary>
internal sealed record DeltaToken(Guid TenantId, ObjectKind Kind, GraphVersion Version, ChangePosition Since)
{
    private const byte Format = 1;

    /// <summary>The selected names, separated by commas; empty for the default properties.</summary>
    public string Select { get; init; } = "";

    /// <summary>The objects in the filter; null without one.</summary>
    public Guid[]? Ids { get; init; }

    /// <summary>The requested page size.</summary>
    public int? Top { get; init; }

    /// <summary>In the links of an initial round: where the next page begins.</summary>
    public ListCursor? After { get; init; }

    /// <summary>In the links of a later round: where the round ends.</summary>
    public ChangePosition? Until { get; init; }

    /// <summary>In the links of a later round: where the next page begins.</summary>
    public ChangeCursor From { get; init; }

    /// <summary>Whether it is in a next link; otherwise it is in a delta link.</summary>
    public bool IsSkip => After is not null || Until is not null;

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Format);
        writer.Write(TenantId.ToByteArray());
        writer.Write((byte)Kind);
        writer.Write((byte)Version);
        Write(writer, Since);
        writer.Write(Select);
        writer.Write7BitEncodedInt(Top ?? 0);
        writer.Write(Ids is not null);
        if (Ids is not null)
        {
            writer.Write((byte)Ids.Length);
            foreach (var id in Ids) writer.Write(id.ToByteArray());
        }

        writer.Write(After is not null);
        if (After is { } after)
        {
            writer.Write(after.Id.ToByteArray());
            writer.Write(after.Member is not null);
            if (after.Member is { } member) writer.Write(member.ToByteArray());
        }

        writer.Write(Until is not null);
        if (Until is not null)
        {
            Write(writer, Until);
            writer.Write((byte)From.Slot);
            writer.Write7BitEncodedInt64(From.Number);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="FormatException">Another version of this program wrote the token.</exception>
    public static DeltaToken FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadByte() != Format) throw new FormatException();
        var token = new DeltaToken(ReadId(reader), (ObjectKind)reader.ReadByte(), (GraphVersion)reader.ReadByte(), ReadPosition(reader))
        {
            Select = reader.ReadString(),
            Top = reader.Read7BitEncodedInt() is > 0 and var top ? top : null,
            Ids = reader.ReadBoolean() ? [.. Enumerable.Range(0, reader.ReadByte()).Select(_ => ReadId(reader))] : null,
            After = reader.ReadBoolean() ? new(ReadId(reader), reader.ReadBoolean() ? ReadId(reader) : null) : null,
        };
        return reader.ReadBoolean()
            ? token with { Until = ReadPosition(reader), From = new(reader.ReadByte(), reader.Read7BitEncodedInt64()) }
            : token;
    }

    private static void Write(BinaryWriter writer, ChangePosition position)
    {
        writer.Write7BitEncodedInt64(position.At.ToUnixTimeSeconds());
        foreach (var number in position.Numbers) writer.Write7BitEncodedInt64(number);
    }

    private static ChangePosition ReadPosition(BinaryReader reader)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(reader.Read7BitEncodedInt64());
        return new([.. Enumerable.Range(0, UserCountRow.Slots).Select(_ => reader.Read7BitEncodedInt64())], at);
    }

    private static Guid ReadId(BinaryReader reader) => new(reader.ReadBytes(16));
}

/// <summary>A position in the list of all objects: after an object or, if <paramref name="Member"/> is set, within it after a member.</summary>
internal readonly record struct ListCursor(Guid Id, Guid? Member = null);

/// <summary>A position in the recorded changes: after a change.</summary>
internal readonly record struct ChangeCursor(int Slot, long Number);
