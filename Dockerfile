FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY README.md CHANGELOG.md ./
COPY docs/ docs/
COPY src/ src/
RUN dotnet publish src/AuthMethods.Server --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
# The SQLite database; unused by the other engines.
RUN mkdir /data && chown $APP_UID /data
ENV Storage__Directory=/data \
    ASPNETCORE_HTTP_PORTS=8080
VOLUME /data
USER $APP_UID
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=20s \
    CMD ["dotnet", "AuthMethods.Server.dll", "health"]
ENTRYPOINT ["dotnet", "AuthMethods.Server.dll"]
