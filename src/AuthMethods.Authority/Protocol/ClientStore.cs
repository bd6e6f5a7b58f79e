using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AuthMethods.Storage;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AuthMethods.Authority.Protocol;

/// <summary>
/// OpenIddict's applications: those of <c>/applications</c> in the tenant, known by their client id. They are changed through Graph, and
/// <see cref="Clients"/> verifies their secrets.
/// </summary>
internal sealed class ClientStore(ProtocolRequest request) : IOpenIddictApplicationStore<Client>
{
    public async ValueTask<Client?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken)
    {
        var store = request.Service<AuthorityStore>();
        if (!GuidKey.TryParse(identifier, out var id)) return null;
        return store.Client is { } known && known.AppId == id ? known : await store.FindClientAsync(id);
    }

    public ValueTask<Client?> FindByIdAsync(string identifier, CancellationToken cancellationToken) => FindByClientIdAsync(identifier, cancellationToken);

    public ValueTask<string?> GetApplicationTypeAsync(Client application, CancellationToken cancellationToken) => new(ApplicationTypes.Web);
    public ValueTask<string?> GetClientIdAsync(Client application, CancellationToken cancellationToken) => new(application.AppId.ToString());
    public ValueTask<string?> GetClientSecretAsync(Client application, CancellationToken cancellationToken) => new((string?)null);
    public ValueTask<string?> GetClientTypeAsync(Client application, CancellationToken cancellationToken) =>
        new(application.IsPublic ? ClientTypes.Public : ClientTypes.Confidential);
    public ValueTask<string?> GetConsentTypeAsync(Client application, CancellationToken cancellationToken) => new(ConsentTypes.External);
    public ValueTask<string?> GetDisplayNameAsync(Client application, CancellationToken cancellationToken) => new(application.Principal.DisplayName);
    public ValueTask<ImmutableDictionary<CultureInfo, string>> GetDisplayNamesAsync(Client application, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<CultureInfo, string>.Empty);
    public ValueTask<string?> GetIdAsync(Client application, CancellationToken cancellationToken) => new(application.AppId.ToString());
    public ValueTask<JsonWebKeySet?> GetJsonWebKeySetAsync(Client application, CancellationToken cancellationToken) => new((JsonWebKeySet?)null);
    public ValueTask<ImmutableArray<string>> GetPermissionsAsync(Client application, CancellationToken cancellationToken) => new([]);
    public ValueTask<ImmutableArray<string>> GetPostLogoutRedirectUrisAsync(Client application, CancellationToken cancellationToken) => new([]);
    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(Client application, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);
    public ValueTask<ImmutableArray<string>> GetRedirectUrisAsync(Client application, CancellationToken cancellationToken) => new([.. application.Redirects]);
    public ValueTask<ImmutableArray<string>> GetRequirementsAsync(Client application, CancellationToken cancellationToken) =>
        new([Requirements.Features.ProofKeyForCodeExchange]);
    public ValueTask<ImmutableDictionary<string, string>> GetSettingsAsync(Client application, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, string>.Empty);

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask<long> CountAsync<TResult>(Func<IQueryable<Client>, IQueryable<TResult>> query, CancellationToken cancellationToken) =>
        throw ElsewhereOnly();
    public ValueTask CreateAsync(Client application, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask DeleteAsync(Client application, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public IAsyncEnumerable<Client> FindByPostLogoutRedirectUriAsync(string uri, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public IAsyncEnumerable<Client> FindByRedirectUriAsync(string uri, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<Client>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask<Client> InstantiateAsync(CancellationToken cancellationToken) => throw ElsewhereOnly();
    public IAsyncEnumerable<Client> ListAsync(int? count, int? offset, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<Client>, TState, IQueryable<TResult>> query, TState state, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetApplicationTypeAsync(Client application, string? type, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetClientIdAsync(Client application, string? identifier, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetClientSecretAsync(Client application, string? secret, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetClientTypeAsync(Client application, string? type, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetConsentTypeAsync(Client application, string? type, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetDisplayNameAsync(Client application, string? name, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetDisplayNamesAsync(Client application, ImmutableDictionary<CultureInfo, string> names, CancellationToken cancellationToken) =>
        throw ElsewhereOnly();
    public ValueTask SetJsonWebKeySetAsync(Client application, JsonWebKeySet? set, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetPermissionsAsync(Client application, ImmutableArray<string> permissions, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetPostLogoutRedirectUrisAsync(Client application, ImmutableArray<string> uris, CancellationToken cancellationToken) =>
        throw ElsewhereOnly();
    public ValueTask SetPropertiesAsync(Client application, ImmutableDictionary<string, JsonElement> properties, CancellationToken cancellationToken) =>
        throw ElsewhereOnly();
    public ValueTask SetRedirectUrisAsync(Client application, ImmutableArray<string> uris, CancellationToken cancellationToken) => throw ElsewhereOnly();
    public ValueTask SetRequirementsAsync(Client application, ImmutableArray<string> requirements, CancellationToken cancellationToken) =>
        throw ElsewhereOnly();
    public ValueTask SetSettingsAsync(Client application, ImmutableDictionary<string, string> settings, CancellationToken cancellationToken) =>
        throw ElsewhereOnly();
    public ValueTask UpdateAsync(Client application, CancellationToken cancellationToken) => throw ElsewhereOnly();

    private static NotSupportedException ElsewhereOnly() => new("Applications are listed and changed through Graph.");
}
