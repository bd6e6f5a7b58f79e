using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AuthMethods.Storage;

/// <summary>The registration of an application. Its instance in the tenant, which gets tokens, is a <see cref="ServicePrincipalRow"/>.</summary>
internal sealed class ApplicationRow : TenantOwned
{
    public Guid Id { get; set; }
    /// <summary>The client id, which differs from the object id.</summary>
    public Guid AppId { get; set; }
    public required string DisplayName { get; set => DisplayNameKey = TextKey.Of(field = value); }
    public string DisplayNameKey { get; private set; } = "";
    public DateTimeOffset? CreatedDateTime { get; set; }
    public string[] IdentifierUriKeys { get; set; } = [];
    public string[] TagKeys { get; set; } = [];
    /// <summary>JSON of the other properties of Graph's <c>application</c>; null if all have their defaults.</summary>
    public string? Settings { get; set; }
    /// <summary>A new value on each save, because <see cref="Settings"/> is read before it is written.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();
}

/// <summary>An application as a principal of the tenant, whether or not it is registered here.</summary>
internal sealed class ServicePrincipalRow : TenantOwned
{
    /// <summary>The client id of Microsoft Graph, whose service principal exists in every tenant.</summary>
    public static readonly Guid GraphAppId = new("00000003-0000-0000-c000-000000000000");

    /// <summary>The tenant in which Microsoft's own applications are registered.</summary>
    public static readonly Guid Microsoft = new("f8cdef31-a31e-4b4a-93e4-5f571e91255a");

    /// <summary>The object id: the <c>oid</c> of the application's own tokens. That of a sample application is its client id.</summary>
    public Guid Id { get; set; }
    public Guid AppId { get; set; }
    public required string DisplayName { get; set => DisplayNameKey = TextKey.Of(field = value); }
    public string DisplayNameKey { get; private set; } = "";
    /// <summary>The authority issues no tokens while it is off.</summary>
    public bool AccountEnabled { get; set; } = true;
    /// <summary>The tenant in which the application is registered.</summary>
    public Guid AppOwnerOrganizationId { get; set; }
    public string[] TagKeys { get; set; } = [];
    /// <summary>JSON of the other properties of Graph's <c>servicePrincipal</c> that can be set; null if all have their defaults.</summary>
    public string? Settings { get; set; }
    public Guid Version { get; set; } = Guid.NewGuid();
}

/// <summary>A secret or a certificate of an application or a service principal.</summary>
internal sealed class ApplicationCredentialRow : TenantOwned
{
    /// <summary>The object id of the application or the service principal.</summary>
    public Guid OwnerId { get; set; }
    public Guid KeyId { get; set; }
    public string? DisplayName { get; set; }
    public DateTimeOffset? StartDateTime { get; set; }
    public DateTimeOffset? EndDateTime { get; set; }
    /// <summary>Null for a certificate.</summary>
    public string? SecretHash { get; set; }
    /// <summary>The first three characters of a secret.</summary>
    public string? Hint { get; set; }
    /// <summary>A certificate in base64; null for a secret.</summary>
    public string? Certificate { get; set; }
    /// <summary>In base64.</summary>
    public string? CustomKeyIdentifier { get; set; }
    public string? Type { get; set; }
    public string? Usage { get; set; }
}

/// <summary>A user or service principal that owns an application or a service principal.</summary>
internal sealed class ApplicationOwnerRow : TenantOwned
{
    public Guid ObjectId { get; set; }
    public Guid OwnerId { get; set; }
}

internal sealed class ApplicationMapping
    : IEntityTypeConfiguration<ApplicationRow>, IEntityTypeConfiguration<ServicePrincipalRow>, IEntityTypeConfiguration<ApplicationCredentialRow>,
        IEntityTypeConfiguration<ApplicationOwnerRow>
{
    public void Configure(EntityTypeBuilder<ApplicationRow> application)
    {
        application.ToTable("Applications");
        application.HasKey(a => new { a.TenantId, a.Id });
        application.HasIndex(a => new { a.TenantId, a.AppId }).IsUnique();
        application.HasIndex(a => new { a.TenantId, a.DisplayNameKey, a.Id });
        application.Property(a => a.Settings).HasMaxLength(-1);
        application.Property(a => a.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ServicePrincipalRow> principal)
    {
        principal.ToTable("ServicePrincipals");
        principal.HasKey(s => new { s.TenantId, s.Id });
        principal.HasIndex(s => new { s.TenantId, s.AppId }).IsUnique();
        principal.HasIndex(s => new { s.TenantId, s.DisplayNameKey, s.Id });
        principal.Property(s => s.Settings).HasMaxLength(-1);
        principal.Property(s => s.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ApplicationCredentialRow> credential)
    {
        credential.ToTable("ApplicationCredentials");
        credential.HasKey(c => new { c.TenantId, c.OwnerId, c.KeyId });
        credential.Property(c => c.SecretHash).HasMaxLength(512);
        credential.Property(c => c.Hint).HasMaxLength(8);
        credential.Property(c => c.Certificate).HasMaxLength(-1);
        credential.Property(c => c.Type).HasMaxLength(64);
        credential.Property(c => c.Usage).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ApplicationOwnerRow> owner)
    {
        owner.ToTable("ApplicationOwners");
        owner.HasKey(o => new { o.TenantId, o.ObjectId, o.OwnerId });
    }
}
