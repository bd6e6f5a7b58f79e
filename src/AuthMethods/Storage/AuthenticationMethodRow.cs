using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>
/// What every kind of method stores. All kinds share one table, so that the mixed list is one query, and one primary key, so that
/// Graph's fixed ids rule out a second method of the same kind.
/// </summary>
internal abstract class AuthenticationMethodRow : TenantOwned
{
    public Guid UserId { get; set; }
    /// <summary>Opaque: a GUID for some kinds, base64url for others.</summary>
    public string Id { get; set; } = "";
    public DateTimeOffset CreatedDateTime { get; set; }
    public DateTimeOffset? LastUsedDateTime { get; set; }
    /// <summary>Changes at each save, so that two writers cannot silently overwrite each other.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    /// <summary>The stored form of an id in a request: GUIDs are the same in any case, other ids are not.</summary>
    public static string KeyOf(string id) => GuidKey.TryParse(id, out var guid) ? guid.ToString() : id;
}

/// <summary>Graph's <c>userDefaultAuthenticationMethodType</c>.</summary>
[GraphName("userDefaultAuthenticationMethodType"), UnknownFutureValue(6)]
public enum SecondFactor
{
    Push,
    Oath,
    VoiceMobile,
    VoiceAlternateMobile,
    VoiceOffice,
    Sms,
}

internal sealed class AuthenticationMethodMapping : IEntityTypeConfiguration<AuthenticationMethodRow>
{
    public void Configure(EntityTypeBuilder<AuthenticationMethodRow> method)
    {
        method.ToTable("AuthenticationMethods");
        method.HasKey(m => new { m.TenantId, m.UserId, m.Id });
        method.HasDiscriminator<string>("Kind").IsComplete();
        method.Property("Kind").HasMaxLength(64);
        method.Property(m => m.Version).IsConcurrencyToken();
    }
}
