using AuthMethods.Credentials;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Features.PasswordMethods;

/// <summary>Passwords. Every user who is kept here has one.</summary>
internal sealed class PasswordMethodKind : MethodKind<PasswordMethodRow>
{
    public override IReadOnlyList<Registered> Counted => [new(1 << 4, "password", Counts.Unlisted)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddOptions<PasswordOptions>().BindConfiguration("Passwords");
        services.AddScoped<PasswordMethodStore>();
        services.AddSingleton<IUserPassword, UserPassword>();
        services.AddScoped<ISignInCredential, PasswordSignIn>();
    }

    public override IEnumerable<TenantOwned> SamplesOf(SampleUser user) =>
        [new PasswordMethodRow { Id = PasswordMethodRow.FixedId, PasswordHash = user.Hash(user.Password) }];

    public override AuthenticationMethodRow BulkSampleOf(int number, string passwordHash) =>
        new PasswordMethodRow { Id = PasswordMethodRow.FixedId, PasswordHash = passwordHash };

    protected override AuthenticationMethod ToWire(PasswordMethodRow row, MethodView view) => PasswordMethod.From(row);
}
