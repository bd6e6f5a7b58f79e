using System.Security.Cryptography;

namespace AuthMethods.Directory;

/// <summary>Ids that are computed from what they identify, so they needn't be stored.</summary>
internal static class DerivedId
{
    /// <summary>A version 8 (custom) UUID from a tenant's id and 16 more bytes.</summary>
    public static Guid From(Guid tenantId, Guid other)
    {
        Span<byte> both = stackalloc byte[32];
        tenantId.TryWriteBytes(both);
        other.TryWriteBytes(both[16..]);
        var id = SHA256.HashData(both)[..16];
        (id[7], id[8]) = ((byte)((id[7] & 0x0f) | 0x80), (byte)((id[8] & 0x3f) | 0x80));
        return new(id);
    }
}
