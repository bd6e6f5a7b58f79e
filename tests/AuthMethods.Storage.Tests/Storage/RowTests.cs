using AuthMethods.Features.PasswordMethods;
using AuthMethods.Seed;
using AuthMethods.Storage.Tests.Engines;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Storage.Tests.Storage;

/// <summary>A stored value is read back unchanged, and only by its own tenant.</summary>
[Collection(EngineServers.Collection)]
public sealed class RowTests(EngineServers servers)
{
    private static readonly Guid Kim = SampleTenant.UserId(22);

    [SkippableTheory, EachEngine]
    public async Task Instant_IsKeptToTheMicrosecondAndInUtc(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var instant = new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.FromHours(2)).AddTicks(1_234_560);

        await tenant.Server.ChangeAsync(tenant.Id, async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == Kim)).LastPasswordChangeDateTime = instant;
            return await db.SaveChangesAsync();
        });

        var stored = (await tenant.Server.QueryAsync(tenant.Id, db => db.Users.AsNoTracking().SingleAsync(u => u.Id == Kim))).LastPasswordChangeDateTime!.Value;
        Assert.Equal(instant, stored);
        Assert.Equal(TimeSpan.Zero, stored.Offset);
    }

    [SkippableTheory, EachEngine]
    public async Task Instant_ComparesInTheDatabaseAsInMemory(StorageEngine engine)
    {
        var tenant = await servers.TenantAsync(engine);
        var created = (await tenant.Server.QueryAsync(tenant.Id, db => db.Users.AsNoTracking().SingleAsync(u => u.Id == Kim))).CreatedDateTime;
        var earlier = created.AddMicroseconds(-1).ToOffset(TimeSpan.FromHours(-8));

        Assert.Equal(1, await tenant.Server.QueryAsync(tenant.Id, db => db.Users.CountAsync(u => u.Id == Kim && u.CreatedDateTime > earlier)));
        Assert.Equal(0, await tenant.Server.QueryAsync(tenant.Id, db => db.Users.CountAsync(u => u.Id == Kim && u.CreatedDateTime > created)));
    }

    [SkippableTheory, EachEngine]
    public async Task Text_IsKeptWholeAndFoundByCase(StorageEngine engine)
    {
        const string text = "Łukasz 🦊 'quoted' \"twice\" \\ % _";
        var shouted = text.ToUpperInvariant();
        var tenant = await servers.TenantAsync(engine);
        await tenant.Server.ChangeAsync(tenant.Id, async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == Kim)).DisplayName = text;
            return await db.SaveChangesAsync();
        });

        Assert.Equal(1, await tenant.Server.QueryAsync(tenant.Id, db => db.Users.CountAsync(u => u.DisplayName == text)));
        Assert.Equal(0, await tenant.Server.QueryAsync(tenant.Id, db => db.Users.CountAsync(u => u.DisplayName == shouted)));
    }

    [SkippableTheory, EachEngine]
    public async Task Rows_AreSeenOnlyThroughTheirTenant(StorageEngine engine)
    {
        var (own, other) = (await servers.TenantAsync(engine), await servers.TenantAsync(engine));

        var users = await own.Server.QueryAsync(own.Id, db => db.Users.ToListAsync());

        Assert.NotEmpty(users);
        Assert.All(users, u => Assert.Equal(own.Id, u.TenantId));
        Assert.Equal(users.Count, await own.Server.QueryAsync(other.Id, db => db.Users.CountAsync()));
        Assert.Equal(0, await own.Server.QueryAsync(Guid.Empty, db => db.Users.CountAsync()));
        Assert.Equal(0, await own.Server.QueryAsync(own.Id, db => db.Set<PasswordMethodRow>().CountAsync(p => p.TenantId == other.Id)));
    }
}
